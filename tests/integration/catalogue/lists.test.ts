import { describe, expect, onTestFinished, test } from 'vitest'
import { openCatalogue, type Catalogue } from '../../../src/backend/catalogue/open-catalogue.ts'
import type { ImportId, PhotoId } from '../../../src/contract/ids.ts'
import type { View } from '../../../src/contract/vocabulary.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const NOW = '2026-06-01T12:00:00Z'

interface Made {
  readonly catalogue: Catalogue
  readonly importId: ImportId
  readonly rootId: number
  readonly add: (client: string, date: string | null, view: View) => PhotoId
}

function makeCatalogue(): Made {
  const catalogue = openCatalogue(temporaryFolder())
  onTestFinished(() => catalogue.close())
  const rootId = catalogue.imports.ensureRoot('/photos', NOW)
  const importId = catalogue.imports.start(rootId, NOW)
  let made = 0
  return {
    catalogue,
    importId,
    rootId,
    add(name, date, view) {
      const { id: clientId } = catalogue.clients.ensure(name, NOW)
      const { id: visitId } = catalogue.visits.ensure({
        clientId,
        date,
        dateSource: 'folder',
        kind: 'review',
        label: null,
        isDayUnclear: false,
      })
      const sha256 = String((made += 1)).padStart(64, '0')
      const id = catalogue.readings.addPhoto({
        clientId,
        visitId,
        importId,
        sha256,
        bytes: 1,
        format: 'jpeg',
        widthPx: 4,
        heightPx: 3,
        orientation: 1,
        view,
        viewSource: 'file-name',
        phase: 'healed',
        phaseSource: 'derived',
        takenAt: null,
        offset: null,
        dateSource: 'folder',
        camera: null,
        lens: null,
        focalLengthMm: null,
        focalLength35mm: null,
        liveId: null,
        colourProfile: null,
        isDamaged: false,
      })
      const path = Buffer.from(`${made}.jpg`)
      catalogue.places.save({
        photoId: id,
        rootId,
        path,
        bytes: 1,
        mtimeNs: '1',
        inode: '1',
        sha256,
        importId,
      })
      return id
    },
  }
}

describe('a client’s row', () => {
  test('is true after every change of what it counts', () => {
    const { catalogue, add } = makeCatalogue()
    const row = (name: string) => {
      const found = catalogue.clients.list().find((client) => client.name === name)
      return (
        found && [
          found.visits,
          found.photos,
          found.firstDate,
          found.lastDate,
          found.coverPhoto?.id,
          found.views.toSorted((one, other) => one.localeCompare(other)),
        ]
      )
    }
    const top = add('Lee', '2026-03-14', 'top')
    expect(row('Lee')).toEqual([1, 1, '2026-03-14', '2026-03-14', top, ['top']])
    const crown = add('Lee', '2026-05-01', 'crown')
    expect(row('Lee')).toEqual([2, 2, '2026-03-14', '2026-05-01', top, ['crown', 'top']])
    catalogue.photos.correct(crown, { view: 'front' })
    expect(row('Lee')).toEqual([2, 2, '2026-03-14', '2026-05-01', crown, ['front', 'top']])

    // Onto another day, and together with another photo.
    const visit = catalogue.visits.ofPhoto(top)
    catalogue.visits.movePhoto(crown, visit)
    expect(row('Lee')).toEqual([1, 2, '2026-03-14', '2026-03-14', crown, ['front', 'top']])

    const back = add('Ray', null, 'back')
    expect(row('Ray')).toEqual([1, 1, null, null, back, ['back']])
    catalogue.transaction(() => catalogue.undo.forget(catalogue.imports.history()[0].id))
    expect(catalogue.clients.list()).toEqual([])
  })
})

describe('pages of photos', () => {
  test('together are the whole list, with and without a filter', () => {
    const { catalogue, add } = makeCatalogue()
    for (let client = 0; client < 7; client++) {
      for (let photo = 0; photo < 5; photo++) {
        const day = `2026-03-${String(20 - photo).padStart(2, '0')}`
        // Two clients of one name to fold, and some without the view that is asked for.
        add(
          client % 2 === 0 ? `Client ${client}` : `CLIENT  ${client}`,
          day,
          client % 3 === 0 ? 'top' : 'front',
        )
      }
    }
    for (const filter of [{}, { view: 'top' }, { view: 'scar' }, { client: 'client 3' }] as const) {
      const whole = catalogue.photos.list(filter).map(({ id }) => id)
      for (const limit of [1, 4, 5, 100]) {
        const pages: PhotoId[] = []
        for (let page = 0; page < 50; page++) {
          const after = pages.at(-1)
          const next = catalogue.photos.list({ ...filter, limit, ...(after === undefined ? {} : { after }) })
          expect(next.length).toBeLessThanOrEqual(limit)
          if (next.length === 0) break
          pages.push(...next.map(({ id }) => id))
        }
        expect(pages).toEqual(whole)
      }
    }
  })

  test('behind a photo that is gone there is nothing', () => {
    const { catalogue, add } = makeCatalogue()
    add('Lee', null, 'top')
    expect(catalogue.photos.list({ limit: 5, after: 999 as PhotoId })).toEqual([])
  })
})

test('a folder counts each photo once, however often it stands there', () => {
  const { catalogue, add, rootId, importId } = makeCatalogue()
  const count = () => catalogue.roots.list().map(({ photos, missing }) => [photos, missing])
  const one = add('Lee', null, 'top')
  const two = add('Lee', null, 'top')
  expect(count()).toEqual([[2, 0]])
  const place = { rootId, bytes: 1, mtimeNs: '1', inode: '1', sha256: 'x', importId }
  catalogue.places.save({ ...place, photoId: one, path: Buffer.from('copy.jpg') })
  expect(count()).toEqual([[2, 0]])
  // The copy's file holds the other photo now, then the first photo's own file too.
  catalogue.places.save({ ...place, photoId: two, path: Buffer.from('copy.jpg') })
  catalogue.places.save({ ...place, photoId: two, path: Buffer.from('1.jpg') })
  expect(count()).toEqual([[1, 0]])
  for (const { id } of catalogue.places.ofPhoto(two)) catalogue.places.note(id, 'gone')
  expect(count()).toEqual([[1, 1]])
  for (const { id } of catalogue.places.ofPhoto(two)) catalogue.places.remove(id)
  expect(count()).toEqual([[0, 0]])
})
