import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHeadFinder } from '../../../src/backend/alignment/create-head-finder.ts'
import { settleSuggestions } from '../../../src/backend/services/import/suggest-views.ts'
import { viewFromHead, type Pictured } from '../../../src/domain/reading/view-from-head.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk, writeFiles, type ImportDesk } from './import-desk.ts'

const HEADS = join(import.meta.dirname, '../../../../shared/data/heads')
const PHOTOS = 'dev/Client 0001 A'
const CROWN = join(HEADS, PHOTOS, '2024-01-15 Day 0 fresh/IMG_2352.jpg')
const LATER_CROWN = join(HEADS, PHOTOS, '2024-08-12 7 months/IMG_2426.jpg')
const FRONT = join(HEADS, PHOTOS, '2024-01-15 Day 0 fresh/IMG_2350.jpg')

function copyIn(desk: ImportDesk, files: Readonly<Record<string, string>>): void {
  for (const [name, from] of Object.entries(files)) {
    const to = join(desk.folder, name)
    mkdirSync(dirname(to), { recursive: true })
    copyFileSync(from, to)
  }
}

const viewsOf = (desk: ImportDesk) =>
  Object.fromEntries(
    desk.catalogue.photos
      .list({})
      .map(({ file, view, viewSource }) => [file.slice(desk.folder.length + 1), `${view} (${viewSource})`]),
  )

describe.skipIf(!existsSync(HEADS))('views that no name tells (rendered heads)', () => {
  test('are suggested from the picture, and from behind once a person said which view that is', async () => {
    const desk = openImportDesk({ suggestsViews: {} })
    const day = '2024-01-15 Day 0 fresh'
    copyIn(
      desk,
      Object.fromEntries(
        readdirSync(join(HEADS, PHOTOS, day)).map((name) => [
          `Mills/${day}/${name}`,
          join(HEADS, PHOTOS, day, name),
        ]),
      ),
    )
    const stages = new Set<string>()
    const report = await desk.run({ onProgress: ({ stage }) => stages.add(stage) })
    expect(report.viewsSuggested).toBe(4)
    expect([...stages]).toEqual(['looking', 'reading', 'recognising'])
    expect(viewsOf(desk)).toEqual({
      [`Mills/${day}/IMG_2350.jpg`]: 'front (guess)',
      [`Mills/${day}/IMG_2351.jpg`]: 'top (guess)',
      [`Mills/${day}/IMG_2352.jpg`]: 'unknown (none)',
      [`Mills/${day}/IMG_2353.jpg`]: 'left-profile (guess)',
      [`Mills/${day}/IMG_2354.jpg`]: 'right-profile (guess)',
    })

    const behind = desk.catalogue.photos.list({ view: 'unknown' })[0]
    desk.catalogue.photos.correct(behind.id, { view: 'crown' })
    copyIn(desk, { 'Mills/2024-08-12/IMG_2426.jpg': LATER_CROWN })
    expect((await desk.run()).viewsSuggested).toBe(1)
    expect(viewsOf(desk)['Mills/2024-08-12/IMG_2426.jpg']).toBe('crown (guess)')
  })

  test('follow when a person names one of the client from behind, and give way again', async () => {
    const desk = openImportDesk({ suggestsViews: {} })
    copyIn(desk, { 'Mills/2024-01-15/IMG_1.jpg': CROWN, 'Mills/2024-08-12/IMG_2.jpg': LATER_CROWN })
    await desk.run()
    const [first, second] = desk.catalogue.photos.list({})
    desk.catalogue.photos.correct(first.id, { view: 'back' })
    settleSuggestions(desk.catalogue, [first.clientId])
    expect(desk.catalogue.photos.find(second.id)).toMatchObject({ view: 'back', viewSource: 'guess' })
    desk.catalogue.photos.correct(first.id, { view: 'scar' })
    settleSuggestions(desk.catalogue, [first.clientId])
    expect(desk.catalogue.photos.find(second.id)).toMatchObject({ view: 'unknown', viewSource: 'none' })
  })

  test('are not looked at where a name or a person tells them', async () => {
    const desk = openImportDesk({ suggestsViews: {} })
    copyIn(desk, { 'Mills/2024-01-15/top.jpg': FRONT })
    await desk.run()
    expect(viewsOf(desk)).toEqual({ 'Mills/2024-01-15/top.jpg': 'top (file-name)' })
    expect(desk.looks).toEqual([])
  })

  test('that there was no time for are looked at by the next import, once', async () => {
    const desk = openImportDesk({ suggestsViews: { budgetMs: -1 } })
    copyIn(desk, { 'Mills/2024-01-15/IMG_1.jpg': FRONT })
    expect((await desk.run()).viewsSuggested).toBe(0)
    desk.budget.ms = 60_000
    expect((await desk.run()).viewsSuggested).toBe(1)
    await desk.run()
    expect(desk.looks).toHaveLength(1)
  })

  test('are right wherever one is suggested, over all rendered heads', { timeout: 120_000 }, async () => {
    const heads = createHeadFinder()
    onTestFinished(() => heads.close())
    const truths: Readonly<Record<string, Pictured>> = {
      front: 'front',
      top: 'top',
      crown: 'from-behind',
      left: 'left-profile',
      right: 'right-profile',
    }
    const wrong: string[] = []
    let named = 0
    let all = 0
    for (const split of ['dev', 'closeup']) {
      for (const name of readdirSync(join(HEADS, split), { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.jpg')) continue
        const truth = JSON.parse(
          readFileSync(join(HEADS, 'truth', split, name.replace('.jpg', '.json')), 'utf8'),
        ) as { readonly view: string }
        const pictured = viewFromHead(await heads.look(join(HEADS, split, name)))
        all += 1
        if (pictured !== 'unclear') named += 1
        if (pictured !== 'unclear' && pictured !== truths[truth.view]) wrong.push(`${name}: ${pictured}`)
      }
    }
    expect(all).toBe(80)
    expect(wrong).toEqual([])
    expect(named).toBeGreaterThanOrEqual(40)
  })
})

test('a picture without a head gets no view', async () => {
  const desk = openImportDesk({ suggestsViews: {} })
  await writeFiles(desk.folder, { 'Mills/2024-01-15/IMG_1.jpg': noise(1).jpeg().toBuffer() })
  expect((await desk.run()).viewsSuggested).toBe(0)
  expect(viewsOf(desk)).toEqual({ 'Mills/2024-01-15/IMG_1.jpg': 'unknown (none)' })
})
