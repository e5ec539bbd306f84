import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  _electron,
  expect,
  test as base,
  type Browser,
  type ElectronApplication,
  type Page,
  type TestInfo,
} from '@playwright/test'
import { findChromium } from './chromium-binary.ts'
import { startDeskProcess } from './desk-process.ts'
import { startOwnScreen } from './own-screen.ts'
import { PROGRAM_FOLDER } from './program-folder.ts'

export { expect } from '@playwright/test'

/** What a project of the configuration says. */
export interface AppOptions {
  /** Which of its hosts the program runs in. */
  readonly host: 'browser' | 'electron'
}

/** What a test may ask for. */
export interface AppFixtures {
  /** A folder for this test alone, removed afterwards. */
  readonly scratchFolder: string
  /** The catalogue's folder; not there yet at the start. */
  readonly catalogueFolder: string
  /** The desktop app, or null in a browser. */
  readonly launchedElectron: ElectronApplication | null
  /** The desktop app, for tests that run in it alone. */
  readonly electronApp: ElectronApplication
  /** The page of the program, freshly started, in the host of the project that runs. */
  readonly page: Page
}

/** What the tests of a worker share. */
export interface AppWorkerFixtures {
  /** A screen of this worker's own for the desktop app, where the machine has none. */
  readonly ownScreen: undefined
  /** The browser of all tests that run in one, each in a profile of its own; started by the first. */
  readonly startChromium: () => Promise<Browser>
}

/**
 * Playwright's test with the program in place of a blank page: `test('...', async ({ page }) => ...)`. A page that throws or
 * that breaks the content security policy fails its test.
 */
export const test = base.extend<AppFixtures, AppWorkerFixtures & AppOptions>({
  host: ['browser', { option: true, scope: 'worker' }],

  ownScreen: [
    async ({ host }, lend) => {
      if (host === 'browser' || process.platform !== 'linux' || process.env['DISPLAY']) {
        await lend(undefined)
        return
      }
      const own = await startOwnScreen()
      process.env['DISPLAY'] = own.display
      await lend(undefined)
      await own.stop()
    },
    { scope: 'worker', auto: true },
  ],

  startChromium: [
    async ({ playwright }, lend) => {
      let started: Promise<Browser> | undefined
      await lend(() => {
        started ??= findChromium().then(({ args, ...launch }) =>
          playwright.chromium.launch({ ...launch, args: [...args] }),
        )
        return started
      })
      await (await started)?.close()
    },
    { scope: 'worker' },
  ],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs from this pattern
  scratchFolder: async ({}, lend) => {
    const folder = mkdtempSync(join(tmpdir(), 'fadeline-e2e-'))
    await lend(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  },

  catalogueFolder: ({ scratchFolder }, lend) => lend(join(scratchFolder, 'catalogue')),

  launchedElectron: async ({ host, scratchFolder, catalogueFolder }, lend) => {
    if (host === 'browser') {
      await lend(null)
      return
    }
    const app = await launchElectron({ scratchFolder, catalogueFolder })
    await lend(app)
    // Work that a test leaves unaccepted is dropped: nobody is there to be asked.
    await app
      .evaluate(({ dialog }) => {
        dialog.showMessageBoxSync = () => 1
      })
      .catch(() => undefined)
    await app.close()
  },

  electronApp: async ({ launchedElectron }, lend) => {
    if (launchedElectron === null) throw new Error('This test runs in the desktop app alone.')
    await lend(launchedElectron)
  },

  page: async ({ launchedElectron, startChromium, catalogueFolder }, lend, testInfo) => {
    if (launchedElectron !== null) {
      await watched(await launchedElectron.firstWindow(), lend, testInfo)
      return
    }
    const desk = await startDeskProcess(catalogueFolder)
    const browser = await startChromium()
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(desk.entryAddress)
    await watched(page, lend, testInfo)
    await context.close()
    await desk.stop()
  },
})

/** Lends a page to a test, keeps a picture of it where the test failed, and fails on errors that nobody looked at. */
async function watched(page: Page, lend: (page: Page) => Promise<void>, testInfo: TestInfo): Promise<void> {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy')) {
      faults.push(message.text())
    }
  })
  await lend(page)
  if (testInfo.status !== testInfo.expectedStatus && !page.isClosed()) {
    await page.screenshot({ path: testInfo.outputPath('failure.png') }).catch(() => undefined)
  }
  expect(faults).toEqual([])
}

/** Starts the built desktop app with settings and a catalogue of its own. */
export function launchElectron(options: {
  readonly scratchFolder: string
  readonly catalogueFolder: string
  readonly args?: readonly string[]
}): Promise<ElectronApplication> {
  // Chromium refuses to run as root inside its sandbox.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  return _electron.launch({
    // Without a path Playwright asks the electron package, which heeds ELECTRON_OVERRIDE_DIST_PATH, and loads what holds the
    // program back until it is attached; with one it races the program and now and then never hears of its window.
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      // Without a graphics card one would be imitated, for about half of what a test costs.
      '--disable-gpu',
      `--user-data-dir=${join(options.scratchFolder, 'settings')}`,
      PROGRAM_FOLDER,
      ...(options.args ?? []),
    ],
    env: { ...process.env, FADELINE_CATALOGUE: options.catalogueFolder },
  })
}
