import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from '../support/app-test.ts'
import { PROGRAM_FOLDER } from '../support/program-folder.ts'

/** Everything that the desktop app may be asked by a page that is not its own, or that was taken over. */

test('runs its page in the sandbox, without Node and apart from the preload', async ({
  electronApp,
  page,
}) => {
  const preferences = await electronApp.evaluate(({ BrowserWindow, session }) => {
    const [window] = BrowserWindow.getAllWindows()
    // Not in Electron's types.
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    const { nodeIntegration, contextIsolation, sandbox, webviewTag, webSecurity } =
      contents.getLastWebPreferences()
    const hasSpellChecker = session.defaultSession.isSpellCheckerEnabled()
    return { nodeIntegration, contextIsolation, sandbox, webviewTag, webSecurity, hasSpellChecker }
  })
  expect(preferences).toEqual({
    nodeIntegration: false,
    contextIsolation: true,
    sandbox: true,
    webviewTag: false,
    webSecurity: true,
    hasSpellChecker: false,
  })
  const reach = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    bridge: Object.keys(Reflect.get(window, 'fadelineDesktop') as object).toSorted(),
  }))
  expect(reach).toEqual({
    node: [],
    bridge: ['chooseFolder', 'chooseSaveFile', 'pathOfFile', 'revealFile', 'setFullScreen'],
  })
})

test('gives every answer the content policy', async ({ page }) => {
  const policies = await page.evaluate(async () => {
    const answers = await Promise.all(['/', '/media/1/thumb', '/nothing.js'].map((path) => fetch(path)))
    return answers.map(({ headers }) => headers.get('content-security-policy'))
  })
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  expect(policies).toEqual([policy, policy, policy])
})

test('runs no script that was written into the page', async ({ electronApp }) => {
  // Not the fixture's page: the violation that is provoked here would fail the test.
  const page = await electronApp.firstWindow()
  await page.waitForLoadState()
  const violated = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
        const script = document.createElement('script')
        script.textContent = 'window.wasRun = true'
        document.body.append(script)
      }),
  )
  expect(violated).toBe('script-src-elem')
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
})

for (const address of ['https://example.com/', 'app://evil/', 'app://fadeline.evil/', 'file:///etc/passwd']) {
  test(`does not navigate to ${address}`, async ({ electronApp, page }) => {
    await page.evaluate((to) => {
      const link = document.createElement('a')
      link.href = to
      document.body.append(link)
      link.click()
      window.location.assign(to)
    }, address)
    await stillThere(electronApp, page)
  })
}

test('opens no window, in the program or in the system', async ({ electronApp, page }) => {
  await electronApp.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = (address) => {
      opened.push(address)
      return Promise.resolve()
    }
  })
  const isNull = await page.evaluate(() => {
    const link = document.createElement('a')
    Object.assign(link, { href: 'https://example.com/', target: '_blank' })
    document.body.append(link)
    link.click()
    return ['https://example.com/', 'app://fadeline/', 'about:blank', 'file:///etc/passwd'].map(
      (address) => window.open(address) === null,
    )
  })
  expect(isNull).toEqual([true, true, true, true])
  await stillThere(electronApp, page)
  expect(
    await electronApp.evaluate(({ BrowserWindow }) => ({
      windows: BrowserWindow.getAllWindows().length,
      opened: (globalThis as { opened?: string[] }).opened,
    })),
  ).toEqual({ windows: 1, opened: [] })
})

test('denies every permission', async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const state = async (name: string): Promise<string> => {
      // Some of these names are Chromium's own.
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      return state
    }
    const failure = (promise: Promise<unknown>): Promise<string> =>
      promise.then(
        () => 'allowed',
        (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
      )
    return {
      geolocation: await state('geolocation'),
      notifications: await Notification.requestPermission(),
      camera: await failure(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await failure(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await failure(navigator.clipboard.readText()),
      place: await new Promise<string>((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('allowed'),
          ({ code }) => resolve(code === 1 ? 'denied' : `code ${code}`),
        )
      }),
    }
  })
  expect(answers).toEqual({
    geolocation: 'denied',
    notifications: 'denied',
    camera: expect.stringMatching(/^Not(?:Allowed|Found)Error$/),
    screen: expect.stringMatching(/Error$/),
    clipboard: 'NotAllowedError',
    place: 'denied',
  })
})

test('lets no request out, of any window and any session', async ({ electronApp }) => {
  const requests: (string | undefined)[] = []
  const server = createServer((request, response) => {
    requests.push(request.url)
    response.end('<h1>out</h1>')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // Listening on TCP, so that it has a port.
  const { port } = server.address() as AddressInfo
  const loaded = await electronApp.evaluate(
    async ({ BrowserWindow }, address) =>
      Promise.all(
        [undefined, 'another'].map(async (partition) => {
          // A bare window, without the policy of the program's own page.
          const window = new BrowserWindow({
            show: false,
            webPreferences: partition === undefined ? {} : { partition },
          })
          const outcome = await window.loadURL(address).then(
            () => 'loaded',
            (error: unknown) => String(error),
          )
          window.destroy()
          return outcome
        }),
      ),
    `http://127.0.0.1:${port}/`,
  )
  server.close()
  expect(loaded).toEqual([
    expect.stringContaining('ERR_BLOCKED_BY_CLIENT'),
    expect.stringContaining('ERR_BLOCKED_BY_CLIENT'),
  ])
  expect(requests).toEqual([])
})

test('answers no foreign page that got hold of the preload, and gives it no port', async ({
  electronApp,
}) => {
  await electronApp.firstWindow()
  const answers = await electronApp.evaluate(
    async ({ BrowserWindow, dialog }, preload) => {
      let dialogs = 0
      dialog.showOpenDialog = () => {
        dialogs += 1
        return Promise.resolve({ canceled: false, filePaths: ['/'] })
      }
      const outcomes = []
      for (const address of ['app://evil/', 'app://fadeline.evil/', 'about:blank']) {
        const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
        await window.loadURL(address).catch(() => undefined)
        const asked: unknown = await window.webContents.executeJavaScript(`
        window.fadelineDesktop.chooseFolder().then(() => 'answered', (error) => 'refused: ' + error.message.includes('Refused'))
      `)
        const port: unknown = await window.webContents.executeJavaScript(`
        new Promise((resolve) => {
          window.addEventListener('message', () => resolve('port'))
          window.dispatchEvent(new Event('DOMContentLoaded'))
          // Every message before this one was answered by now.
          window.fadelineDesktop.revealFile('x').catch(() => setTimeout(() => resolve('no port'), 100))
        })
      `)
        outcomes.push([asked, port])
        window.destroy()
      }
      return { outcomes, dialogs }
    },
    join(PROGRAM_FOLDER, 'out/preload/preload.cjs'),
  )
  expect(answers).toEqual({
    outcomes: [
      ['refused: true', 'no port'],
      ['refused: true', 'no port'],
      ['refused: true', 'no port'],
    ],
    dialogs: 0,
  })
})

test('writes no download', async ({ electronApp, page }) => {
  await electronApp.evaluate(({ session }) => {
    const seen: boolean[] = []
    Object.assign(globalThis, { seen })
    session.defaultSession.on('will-download', (event) => seen.push(event.defaultPrevented))
  })
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['x']))
    link.download = 'x.exe'
    link.click()
  })
  await expect
    .poll(() => electronApp.evaluate(() => (globalThis as { seen?: boolean[] }).seen))
    .toEqual([true])
})

test('holds no frame and no webview', async ({ electronApp }) => {
  const page = await electronApp.firstWindow()
  const frames = await page.evaluate(async () => {
    for (const address of ['/', 'app://evil/', 'https://example.com/', 'data:text/html,x']) {
      const frame = document.createElement('iframe')
      frame.src = address
      document.body.append(frame)
    }
    const view = document.createElement('webview')
    view.setAttribute('src', 'app://fadeline/')
    document.body.append(view)
    await new Promise((resolve) => setTimeout(resolve, 500))
    return [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.title ?? null)
  })
  expect(frames).toEqual([null, null, null, null])
  expect(await attachedContents(electronApp)).toEqual(['window'])
})

test('finds nothing at addresses that try to leave their folder', async ({ page }) => {
  const paths = [
    '/media/../../etc/passwd',
    '/media/../../package.json',
    '/media/%2e%2e/%2e%2e/package.json',
    '/media/..%2f..%2fpackage.json/full',
    '/media/1/..%5c..%5cpackage.json',
    '/media/1/full/../../../package.json',
    '/media//etc/passwd',
    '/media/file:///etc/passwd',
    '/media/1%00/full',
    '/media/-1/full',
    '/media/1e3/full',
    '/media/999999/full',
    '/media/1/original',
    '/exports/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/../main/main.js',
    '/etc/passwd',
  ]
  const statuses = await page.evaluate(
    (all) => Promise.all(all.map(async (path) => [path, (await fetch(path)).status] as const)),
    paths,
  )
  expect(statuses).toEqual(paths.map((path) => [path, 404]))
})

/** The page did not go anywhere, once nothing is on its way any more. */
async function stillThere(app: ElectronApplication, page: Page): Promise<void> {
  // A round trip to the main process, which decides about a navigation before it answers.
  await page.evaluate(() => fetch('/').then((response) => response.status))
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map(({ webContents }) => ({
          isLoading: webContents.isLoading(),
          address: webContents.getURL(),
        })),
      ),
    )
    .toEqual([{ isLoading: false, address: expect.stringMatching(/^app:\/\/fadeline\//) }])
  // Playwright's waiting goes by navigations, and a refused one confuses it.
  expect(await page.evaluate(() => document.title)).toContain('Fadeline')
}

function attachedContents(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getType()),
  )
}
