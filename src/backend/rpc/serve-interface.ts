import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** Where pictures come from: everything below these paths is answered by the backend. */
const BACKEND_PATHS = ['/media/', '/looks/', '/exports/'] as const

/** What a page of this program may do: nothing but load its own files and speak to its own host. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** The names of built files; none of them needs an escape, begins with a dot or lies outside. */
const FILE_PATH = /^(?:\/[\w-][\w.-]*)+$/

/**
 * Answers every request of a window or a tab: the interface's built files out of `folder`, pictures from the backend.
 * The same in every host, so that the same policy holds in each.
 */
export function createInterfaceServer(options: {
  readonly folder: string
  readonly handleMedia: (request: Request) => Promise<Response>
}): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return withSecurityHeaders(new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } }))
    }
    const { pathname } = new URL(request.url)
    const response = BACKEND_PATHS.some((path) => pathname.startsWith(path))
      ? await options.handleMedia(request)
      : await readInterfaceFile(options.folder, pathname)
    return withSecurityHeaders(response)
  }
}

async function readInterfaceFile(folder: string, pathname: string): Promise<Response> {
  // The one page; where in the program a person is stands behind its #.
  const name = pathname === '/' ? 'index.html' : pathname.slice(1)
  // No path is ever decoded: whatever needs an escape is not the name of a file of ours.
  if (pathname !== '/' && !FILE_PATH.test(pathname)) return notFound()
  const contentType = CONTENT_TYPES[extname(name)]
  if (contentType === undefined) return notFound()
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, name))
    if (!file.startsWith(root + sep)) return notFound()
    return new Response(await readFile(file), {
      headers: {
        'content-type': contentType,
        'cache-control': name.startsWith('assets/')
          ? 'private, max-age=31536000, immutable' // their names hold a hash of their content
          : 'no-store',
      },
    })
  } catch (error) {
    if (isMissing(error)) return notFound()
    throw error
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } })
}

function withSecurityHeaders(response: Response): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value)
  return new Response(response.body, { status: response.status, headers })
}
