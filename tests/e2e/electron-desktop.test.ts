import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { DesktopBridge } from '../../src/contract/bridge.ts'
import { ALREADY_OPEN_LINE } from '../../src/contract/launch-lines.ts'
import { expect, launchElectron, test } from '../support/app-test.ts'

test('asks for a folder with the dialog of the system', async ({ electronApp, page }) => {
  await electronApp.evaluate(({ dialog }) => {
    const answers = [['/photos'], []]
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: answers.shift() ?? [] })
  })
  expect(await onBridge(page, 'chooseFolder')).toBe('/photos')
  expect(await onBridge(page, 'chooseFolder')).toBe(null)
})

test('suggests a name for a picture among the pictures, never a folder of the page, and then where the last one went', async ({
  electronApp,
  page,
  scratchFolder,
}) => {
  const saved = join(scratchFolder, 'portfolio', 'first.jpg')
  await electronApp.evaluate(({ dialog }, file) => {
    const suggested: unknown[] = []
    const answers = ['', file, '']
    Object.assign(globalThis, { suggested })
    Object.assign(dialog, {
      showSaveDialog: (_window: unknown, options: { readonly defaultPath: string }) => {
        suggested.push(options.defaultPath)
        const filePath = answers.shift() ?? ''
        return Promise.resolve({ canceled: filePath === '', filePath })
      },
    })
  }, saved)
  expect(await onBridge(page, 'chooseSaveFile', { suggestedName: '../../etc/front.jpg' })).toBe(null)
  expect(await onBridge(page, 'chooseSaveFile', { suggestedName: 'top.jpg' })).toBe(saved)
  expect(await onBridge(page, 'chooseSaveFile', { suggestedName: 'crown.jpg' })).toBe(null)
  const pictures = await electronApp.evaluate(({ app }) => app.getPath('pictures'))
  expect(await electronApp.evaluate(() => Reflect.get(globalThis, 'suggested') as unknown)).toEqual([
    join(pictures, 'front.jpg'),
    join(pictures, 'top.jpg'),
    join(scratchFolder, 'portfolio', 'crown.jpg'),
  ])
})

test('shows files of this machine and nothing else in the file manager', async ({
  electronApp,
  page,
  scratchFolder,
}) => {
  await electronApp.evaluate(({ shell }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    shell.showItemInFolder = (file) => void shown.push(file)
  })
  const file = join(scratchFolder, 'picture.jpg')
  writeFileSync(file, '')
  await onBridge(page, 'revealFile', file)
  for (const refused of [
    scratchFolder,
    join(scratchFolder, 'missing.jpg'),
    'picture.jpg',
    '//server/share/x',
    '\\\\server\\x',
  ]) {
    await expect(onBridge(page, 'revealFile', refused)).rejects.toThrow()
  }
  expect(await electronApp.evaluate(() => Reflect.get(globalThis, 'shown') as unknown)).toEqual([file])
})

test('opens one window of a sensible size, with menus in plain words', async ({ electronApp, page }) => {
  await expect(page).toHaveTitle(/Fadeline/)
  const shape = await electronApp.evaluate(({ BrowserWindow, Menu }) => ({
    windows: BrowserWindow.getAllWindows().map((window) => ({
      minimum: window.getMinimumSize(),
      background: window.getBackgroundColor(),
    })),
    menus: Menu.getApplicationMenu()?.items.map(({ label }) => label.replace('&', '')),
  }))
  expect(shape).toEqual({
    windows: [{ minimum: [1024, 640], background: '#1C1C1C' }],
    menus: expect.arrayContaining(['File', 'Edit', 'View', 'Window', 'Help']),
  })
})

test('the menu leads to the screens, in the page that is there', async ({ electronApp, page }) => {
  await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
  const choose = (menu: string, item: string): Promise<void> =>
    electronApp.evaluate(
      ({ Menu }, [menuLabel, itemLabel]) => {
        const items = Menu.getApplicationMenu()?.items.find(({ label }) => label === menuLabel)?.submenu
          ?.items
        items?.find(({ label }) => label === itemLabel)?.click()
      },
      [menu, item] as const,
    )
  await choose('&File', 'Import Photos …')
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible()
  await choose('&File', 'Settings')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  await choose('&View', 'Clients')
  await expect(page.getByRole('button', { name: 'Open the sample clinic' })).toBeVisible()
  expect(await page.evaluate(() => Reflect.get(globalThis, 'isSamePage') as unknown)).toBe(true)
})

test('is one program: a second start brings the first window to the front', async ({
  electronApp,
  scratchFolder,
  catalogueFolder,
}) => {
  await electronApp.firstWindow()
  await electronApp.evaluate(({ app }) => {
    Object.assign(globalThis, {
      second: new Promise((resolve) => app.once('second-instance', () => resolve('came'))),
    })
  })
  const said: string[] = []
  // It ends before Playwright could take hold of it.
  await launchElectron({ scratchFolder, catalogueFolder }).then(
    async (second) => {
      second.process().stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
      await once(second.process(), 'exit')
    },
    (error: unknown) => said.push(String(error)),
  )
  expect(said.join('\n')).toContain(ALREADY_OPEN_LINE)
  expect(await electronApp.evaluate(() => Reflect.get(globalThis, 'second') as unknown)).toBe('came')
})

function onBridge(page: Page, method: keyof DesktopBridge, argument?: unknown): Promise<unknown> {
  return page.evaluate(
    ([name, given]) => {
      // The bridge as the preload put it there; what it is given is part of the test.
      const bridge = Reflect.get(window, 'fadelineDesktop') as Record<string, (given: unknown) => unknown>
      return bridge[String(name)]?.(given)
    },
    [method, argument],
  )
}
