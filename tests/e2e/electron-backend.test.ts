import type { ElectronApplication } from '@playwright/test'
import { join } from 'node:path'
import { expect, test } from '../support/app-test.ts'
import { createPageSuiteClient } from '../support/page-suite-client.ts'
import { PROGRAM_FOLDER } from '../support/program-folder.ts'

const SAMPLE_CLINIC = join(PROGRAM_FOLDER, 'resources/sample-clinic')

test('fails the calls of a backend that crashed, and serves the page again', async ({
  electronApp,
  page,
}) => {
  const client = await createPageSuiteClient(page)
  // Answered once, so that the long call below is under way when the crash comes.
  expect(await client.call('clients.list', {})).toEqual({ value: [], progress: [] })
  const first = await backendPid(electronApp)
  const running = client.call('imports.run', { folder: SAMPLE_CLINIC })
  // A page that was loaded again at once may have been handed the port that the one before it had asked for, too.
  const ports = await page.evaluate(() => window.fadelineSuite?.ports ?? 0)
  process.kill(first, 'SIGKILL')
  expect((await running).error?.code).toBe('disconnected')

  await page.waitForFunction((before) => (window.fadelineSuite?.ports ?? 0) > before, ports)
  expect((await client.call('app.info', {})).error).toBeUndefined()
  expect(await backendPid(electronApp, first)).not.toBe(first)
})

test('gives up on a backend that keeps crashing, and the window stays', async ({ electronApp, page }) => {
  const gaveUp = new Promise<void>((resolve) => {
    electronApp.process().stderr?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('it is not started again')) resolve()
    })
  })
  let last = 0
  for (let crash = 0; crash < 6; crash += 1) {
    last = await backendPid(electronApp, last)
    process.kill(last, 'SIGKILL')
  }
  await gaveUp
  expect(page.isClosed()).toBe(false)
  expect(await page.evaluate(() => fetch('/media/1/thumb').then(({ status }) => status))).toBe(503)
})

test('keeps pictures coming from the backend, by id alone', async ({ page }) => {
  const client = await createPageSuiteClient(page)
  await client.call('imports.run', { folder: SAMPLE_CLINIC })
  const { value } = await client.call('photos.list', {})
  // The suite speaks plain data; the contract says that these are photos.
  const [photo] = value as readonly { readonly id: number; readonly sha256: string }[]
  const picture = await page.evaluate(
    async (address) => {
      const answer = await fetch(address)
      const bitmap = await createImageBitmap(await answer.blob())
      return {
        status: answer.status,
        type: answer.headers.get('content-type'),
        longSidePx: Math.max(bitmap.width, bitmap.height),
      }
    },
    `/media/${photo?.id}/thumb?v=${photo?.sha256.slice(0, 16)}`,
  )
  expect(picture).toEqual({ status: 200, type: expect.stringMatching(/^image\//), longSidePx: 320 })
})

/** The backend's process, once there is one that is not `previous`. */
async function backendPid(app: ElectronApplication, previous = 0): Promise<number> {
  const find = (): Promise<number> =>
    app.evaluate(
      ({ app }, none) => app.getAppMetrics().find(({ name }) => name === 'Fadeline photos')?.pid ?? none,
      previous,
    )
  await expect.poll(find).not.toBe(previous)
  const pid = await find()
  // Zero would mean this very process and all its kin.
  if (pid <= 0) throw new Error('There is no backend process.')
  return pid
}
