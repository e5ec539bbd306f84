import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Decides who may speak to the loopback host: only tabs that came in by the address which it printed. */
export interface EntryGuard {
  /** The secret of the printed address. */
  readonly token: string
  /** The header that gives a tab which came in by the token its session. */
  readonly sessionCookie: string
  isToken(candidate: string): boolean
  /** The right machine and port by name (against DNS rebinding), and no page of another origin. */
  isOwnHost(headers: IncomingHttpHeaders): boolean
  /** Came in by the printed address before. */
  hasSession(headers: IncomingHttpHeaders): boolean
  /** For upgrades, which every browser sends with its origin. */
  hasOwnOrigin(headers: IncomingHttpHeaders): boolean
}

/** Makes the guard of the host that listens at `origin`; its secrets last as long as the host. */
export function createEntryGuard(origin: string): EntryGuard {
  const { host, port } = new URL(origin)
  const token = randomBytes(32).toString('base64url')
  const session = randomBytes(32).toString('base64url')
  // Cookies are shared by all ports of a machine: the port in its name keeps two hosts apart.
  const cookieName = `fadeline-${port}`
  return {
    token,
    sessionCookie: `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`,
    isToken: (candidate) => isSame(candidate, token),
    isOwnHost: (headers) =>
      headers.host === host && (headers.origin === undefined || headers.origin === origin),
    hasSession: (headers) => isSame(readCookie(headers.cookie, cookieName), session),
    hasOwnOrigin: (headers) => headers.origin === origin,
  }
}

/** Takes the same time wherever the two differ. */
function isSame(candidate: string, secret: string): boolean {
  const a = Buffer.from(candidate)
  const b = Buffer.from(secret)
  return a.length === b.length && timingSafeEqual(a, b)
}

function readCookie(header: string | undefined, name: string): string {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name) return value ?? ''
  }
  return ''
}
