import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test as appTest } from '../support/app-test.ts'
import { openTestBackend } from '../support/test-backend.ts'

const SIZE = { width: 4000, height: 3000 } as const

/** A client with two photos that are larger than their previews. */
const test = appTest.extend({
  catalogueFolder: async ({ scratchFolder }, lend) => {
    const photos = join(scratchFolder, 'photos')
    for (const [visit, grey] of [
      ['2024-01-15 Before', 120],
      ['2024-03-01 Review', 140],
    ] as const) {
      const folder = join(photos, 'Large, Lars', visit)
      await mkdir(folder, { recursive: true })
      const noise = { type: 'gaussian', mean: grey, sigma: 30 } as const
      await sharp({ create: { ...SIZE, channels: 3, background: 'black', noise } })
        .jpeg({ quality: 70 })
        .toFile(join(folder, 'top.jpg'))
    }
    const catalogue = join(scratchFolder, 'catalogue')
    const backend = await openTestBackend(catalogue)
    const { signal } = new AbortController()
    await backend.handlers['imports.run']({ folder: photos }, { signal, report: () => undefined })
    await backend.close()
    await lend(catalogue)
  },
})

test(
  'shows the full picture only while the preview has too few pixels',
  { tag: '@desktop' },
  async ({ page }) => {
    await page.getByRole('list', { name: 'Clients' }).getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1, name: 'Large, Lars' })).toBeVisible()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Compare' }).click()
    const stage = page.getByRole('group', { name: 'Photo comparison' })
    await expect(stage).toBeVisible()
    const full = stage.locator('img[data-level=full]')
    await expect(full).toHaveCount(0)

    await page.keyboard.press('1')
    await expect(page.getByRole('button', { name: 'Fit the whole photo' })).toHaveText('100 %')
    await expect(full).toHaveCount(2)
    expect(await full.first().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(SIZE.width)

    await page.keyboard.press('0')
    await expect(full).toHaveCount(0)
  },
)
