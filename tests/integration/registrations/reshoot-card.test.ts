import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { openTestBackend } from '../../support/test-backend.ts'
import { paintedHead, shoot } from '../alignment/painted-photos.ts'

const BLACK = null

/** The card of a client with one front photo at each of these visits. */
async function cardOf(visits: Readonly<Record<string, number | typeof BLACK>>) {
  const folder = temporaryFolder()
  for (const [visit, seed] of Object.entries(visits)) {
    const target = join(folder, 'clinic/Kim, Ann', visit)
    mkdirSync(target, { recursive: true })
    if (seed !== BLACK)
      await shoot(target, 'front.jpg', paintedHead(seed), {
        sceneToPhoto: [0.5, 0, 0, 0, 0.5, 0, 0, 0, 1],
        size: [450, 600],
      })
    // Each of its own bytes, as the same twice would be one photo.
    else
      await sharp({ create: { width: 450, height: 600, channels: 3, background: '#030303' } })
        .withExif({ IFD0: { ImageDescription: visit } })
        .jpeg()
        .toFile(join(target, 'front.jpg'))
  }
  const backend = await openTestBackend(join(folder, 'catalogue'))
  onTestFinished(() => backend.close())
  const context = { signal: new AbortController().signal, report: () => undefined }
  await backend.handlers['imports.run']({ folder: join(folder, 'clinic') }, context)
  const [client] = await backend.handlers['clients.list']({}, context)
  if (client === undefined) throw new Error('Nothing was imported.')
  const card = await backend.handlers['reshoot.card']({ clientId: client.id, view: 'front' }, context)
  return { baseline: card.baseline?.visitDate, last: card.last?.visitDate, blank: card.blank }
}

it('is drawn from photos that show something: a black one is neither the baseline nor the last', async () => {
  const card = await cardOf({
    '2024-01-10 Before': 1,
    '2024-03-01 Healed': BLACK,
    '2024-05-01 Healed': 2,
    '2024-07-01 Healed': 3,
    '2024-09-01 Healed': BLACK,
  })
  expect(card).toEqual({ baseline: '2024-05-01', last: '2024-07-01', blank: 2 })
})

it('says that all photos are blank where none shows anything', async () => {
  expect(await cardOf({ '2024-03-01 Healed': BLACK })).toEqual({
    baseline: undefined,
    last: undefined,
    blank: 1,
  })
})
