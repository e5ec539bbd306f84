import { request, type OutgoingHttpHeaders } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { connect } from '../../../src/client/connect.ts'
import { createWebSocketWire } from '../../../src/client/web-socket-wire.ts'
import { startDesk, type Desk } from '../../../src/hosts/desk/start-desk.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { backendOf } from '../../support/backend-of.ts'
import { enter, openSocket, pageFolder } from '../../support/wires.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

let desk: Desk
let cookie: string

beforeEach(async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'secret.js'), 'secret')
  const interfaceFolder = pageFolder(folder)
  symlinkSync(join(folder, 'secret.js'), join(interfaceFolder, 'assets/link.js'))
  desk = await startDesk({
    backend: backendOf(
      {
        'app.info': () => ({ version: '1', catalogueFolder: '/c', photos: 0, hasSampleClinic: false }),
      },
      (asked) => Promise.resolve(new Response(`picture ${new URL(asked.url).pathname}`)),
    ),
    interfaceFolder,
    log: () => {},
  })
  cookie = await enter(desk)
})
afterEach(() => desk.close())

/** A request with every header as the test says, which fetch would not allow. */
function ask(path: string, headers: OutgoingHttpHeaders = { cookie }, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(desk.origin)
    request({ hostname, port, path, method, headers }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
      .once('error', reject)
      .end()
  })
}

/** The status with which an upgrade is answered; 101 where it is allowed. */
function upgrade(headers: OutgoingHttpHeaders, path = '/rpc'): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${desk.origin.replace('http', 'ws')}${path}`, { headers })
    socket.once('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.once('error', reject)
  })
}

describe('coming in', () => {
  test('listens on this machine alone', () => {
    expect(desk.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  test('exchanges the token for a cookie that scripts and other sites cannot use, and cleans the address', async () => {
    const { search } = new URL(desk.entryAddress)
    const { status, headers } = await ask(`/${search}`, {})
    expect({ status, location: headers['location'], caching: headers['cache-control'] }).toEqual({
      status: 303,
      location: '/',
      caching: 'no-store',
    })
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^fadeline-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/),
    ])
  })

  test('keeps the token out of the cookie', () => {
    const token = new URL(desk.entryAddress).searchParams.get('token')
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(cookie).not.toContain(token)
  })

  test('serves the page to a tab that came in', async () => {
    expect(await ask('/')).toMatchObject({
      status: 200,
      body: expect.stringContaining('<title>Page</title>'),
    })
  })

  test.each([
    ['no cookie', '/', {}],
    ['a wrong cookie', '/', { cookie: 'fadeline-1=abc' }],
    ['a wrong token', `/?token=${'A'.repeat(43)}`, {}],
    ['an empty token', '/?token=', {}],
    ['no cookie, for a picture', '/media/1/thumb', {}],
    ['no cookie, for a script', '/assets/script.js', {}],
  ])('refuses %s', async (_what, path, headers) => {
    const { status, headers: answered } = await ask(path, headers)
    expect({ status, cookie: answered['set-cookie'] }).toEqual({ status: 403, cookie: undefined })
  })

  test('refuses a wrong token even from a tab that came in', async () => {
    expect(await ask('/?token=wrong')).toMatchObject({ status: 403 })
  })

  test('refuses another value under the right cookie name', async () => {
    const [name] = cookie.split('=', 1)
    expect(await ask('/', { cookie: `${name}=${'A'.repeat(43)}` })).toMatchObject({ status: 403 })
  })

  test.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1'])(
    'refuses the host name %s, with the cookie and with the token',
    async (host) => {
      expect(await ask('/', { cookie, host })).toMatchObject({ status: 403 })
      expect(await ask(`/${new URL(desk.entryAddress).search}`, { host })).toMatchObject({ status: 403 })
    },
  )

  test('refuses a page of another origin that has the cookie', async () => {
    expect(await ask('/media/1/thumb', { cookie, origin: 'https://evil.example' })).toMatchObject({
      status: 403,
    })
  })
})

describe('what it serves', () => {
  test('gives every answer the content policy and forbids guessing of types', async () => {
    for (const path of ['/', '/assets/script.js', '/media/1/thumb', '/nothing.js']) {
      const { headers } = await ask(path)
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      })
    }
  })

  test('has the page read anew every time', async () => {
    const { headers } = await ask('/')
    expect(headers['cache-control']).toBe('no-store')
  })

  test('hands requests for pictures to the backend', async () => {
    expect(await ask('/media/1/thumb?v=abc')).toMatchObject({ status: 200, body: 'picture /media/1/thumb' })
  })

  test.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/assets//../../secret.js',
    '/assets/link.js',
    '/assets/script.js%00.html',
    '//evil.example/secret.js',
    'http://evil.example/secret.js',
    '/assets',
    '/.git/config.json',
  ])('finds nothing at %s', async (path) => {
    const { status, body } = await ask(path)
    expect([403, 404]).toContain(status)
    expect(body).not.toContain('secret')
  })

  test.each(['POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS'])('does not know the method %s', async (method) => {
    expect(await ask('/', { cookie }, method)).toMatchObject({ status: 405 })
  })
})

describe('the socket', () => {
  test('opens for a tab that came in', async () => {
    expect(await upgrade({ cookie, origin: desk.origin })).toBe(101)
  })

  test.each([
    ['no cookie', () => ({ origin: desk.origin })],
    ['a wrong cookie', () => ({ origin: desk.origin, cookie: 'fadeline-1=abc' })],
    ['no origin', () => ({ cookie })],
    ['another origin', () => ({ cookie, origin: 'https://evil.example' })],
    ['the origin of another port', () => ({ cookie, origin: 'http://127.0.0.1:1' })],
    ['an opaque origin', () => ({ cookie, origin: 'null' })],
    ['another host name', () => ({ cookie, origin: desk.origin, host: 'evil.example' })],
  ])('stays shut for %s', async (_what, headers) => {
    expect(await upgrade(headers())).toBe(403)
  })

  test('opens at its own path alone', async () => {
    expect(await upgrade({ cookie, origin: desk.origin }, '/')).toBe(403)
  })

  test('is closed by a frame that is too long, and the host goes on', async () => {
    const socket = await openSocket(desk)
    const closed = new Promise<number>((resolve) => {
      socket.addEventListener('close', ({ code }) => resolve(code))
    })
    socket.send('x'.repeat(2 ** 20 + 1))
    expect(await closed).toBe(1009)
    const call = connect(createWebSocketWire(await openSocket(desk)))
    expect(await call('app.info', {})).toMatchObject({ version: '1' })
  })

  test('is closed by text that is not JSON', async () => {
    const socket = await openSocket(desk)
    const closed = new Promise<number>((resolve) => {
      socket.addEventListener('close', ({ code }) => resolve(code))
    })
    socket.send('{')
    expect(await closed).toBe(1007)
  })

  test('refuses more tabs than a person keeps open, and takes a new one when another leaves', async () => {
    const sockets = []
    for (let count = 0; count < 32; count += 1) sockets.push(await openSocket(desk))
    expect(await upgrade({ cookie, origin: desk.origin })).toBe(503)
    const [first] = sockets
    const closed = new Promise((resolve) => first?.addEventListener('close', resolve))
    first?.close()
    await closed
    await expect.poll(() => upgrade({ cookie, origin: desk.origin })).toBe(101)
  })

  test('is not upset by a connection that speaks no HTTP', async () => {
    const { port } = new URL(desk.origin)
    await new Promise((resolve) => {
      const raw = connectTcp(Number(port), '127.0.0.1', () => raw.end('\u0000\u0001garbage\r\n\r\n'))
      raw.once('close', resolve)
      raw.resume()
    })
    expect(await ask('/')).toMatchObject({ status: 200 })
  })
})
