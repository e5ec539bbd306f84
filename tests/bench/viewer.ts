import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import sharp from 'sharp'
import { findChromium } from '../support/chromium-binary.ts'
import { startDeskProcess } from '../support/desk-process.ts'
import { waitUntilAligned } from '../support/open-sample-pair.ts'
import { openTestBackend } from '../support/test-backend.ts'
import { recordFrames, type FrameTimes } from './viewer/record-frames.ts'

const TWELVE_MEGAPIXELS = { width: 4032, height: 3024 } as const

/**
 * Measures how smoothly the compare screen moves two 12 MP photos: frame intervals while dragging, zooming and panning,
 * beside those of an idle page of the same run. Needs the built interface (`npm run build`).
 */
export async function benchViewer(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'fadeline-bench-viewer-'))
  try {
    const desk = await startDeskProcess(await prepareCatalogue(scratch))
    const { args, ...launch } = await findChromium()
    const browser = await chromium.launch({ ...launch, args: [...args] })
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(desk.entryAddress)
    await openPair(page)
    for (const [name, times] of await measure(page)) print(name, times)
    await browser.close()
    await desk.stop()
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function prepareCatalogue(scratch: string): Promise<string> {
  const photos = join(scratch, 'photos')
  for (const [visit, grey] of [
    ['2024-01-15 Before', 120],
    ['2024-03-01 Review', 140],
  ] as const) {
    const folder = join(photos, 'Bench, Ben', visit)
    await mkdir(folder, { recursive: true })
    const noise = { type: 'gaussian', mean: grey, sigma: 30 } as const
    await sharp({ create: { ...TWELVE_MEGAPIXELS, channels: 3, background: 'black', noise } })
      .jpeg({ quality: 85 })
      .toFile(join(folder, 'top.jpg'))
  }
  const catalogue = join(scratch, 'catalogue')
  const backend = await openTestBackend(catalogue)
  const { signal } = new AbortController()
  await backend.handlers['imports.run']({ folder: photos }, { signal, report: () => undefined })
  await backend.close()
  return catalogue
}

async function openPair(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Clients' }).getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: 'Bench, Ben' }).waitFor()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Compare' }).click()
  await page.getByRole('group', { name: 'Photo comparison' }).waitFor()
  await waitUntilAligned(page)
}

async function measure(page: Page): Promise<readonly (readonly [string, FrameTimes])[]> {
  const handle = await page.getByRole('slider', { name: 'Wipe position' }).boundingBox()
  if (handle === null) throw new Error('The compare screen shows no divider.')
  const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2]
  const idle = await recordFrames(page, () => page.waitForTimeout(2000))

  await page.mouse.move(x, y)
  await page.mouse.down()
  const wipe = await recordFrames(page, async () => {
    for (let i = 0; i < 120; i++) await page.mouse.move(x + 400 * Math.sin((i / 120) * 4 * Math.PI), y)
  })
  await page.mouse.up()

  await page.mouse.move(x - 100, y - 250)
  const zoom = await recordFrames(page, async () => {
    for (let i = 0; i < 40; i++) await page.mouse.wheel(0, -60)
    for (let i = 0; i < 40; i++) await page.mouse.wheel(0, 60)
  })

  await page.keyboard.press('1')
  await page.locator('img[data-level=full]').nth(1).waitFor()
  await page.mouse.down()
  const pan = await recordFrames(page, async () => {
    for (let i = 0; i < 100; i++) {
      const turn = (i / 100) * 4 * Math.PI
      await page.mouse.move(x - 100 + 200 * Math.sin(turn), y - 250 + 120 * Math.sin(1.5 * turn))
    }
  })
  await page.mouse.up()
  return [
    ['idle', idle],
    ['drag the divider', wipe],
    ['zoom by wheel', zoom],
    ['pan at 100 %', pan],
  ]
}

function print(name: string, { frames, medianMs, p95Ms, longFrames }: FrameTimes): void {
  console.log(
    `viewer: ${name.padEnd(18)} ${String(frames).padStart(4)} frames, median ${medianMs.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms, ${longFrames} above 50 ms`,
  )
}
