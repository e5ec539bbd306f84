import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'
import { snapshotFiles } from '../../support/snapshot-files.ts'
import { openImportDesk } from './import-desk.ts'

const PHOTOS = join(PROGRAM_FOLDER, '../shared/data/photos')

/** The right reason for files that must not be imported; all others of these folders must be. */
const REASONS: Readonly<Record<string, string>> = {
  'derived/all_zero.jpg': 'unreadable-image',
  'derived/bomb_30000x30000.png': 'image-too-large',
  'derived/bomb_65500.jpg': 'image-too-large',
  'derived/html.jpg': 'unreadable-image',
  'derived/one_byte.jpg': 'unreadable-image',
  'derived/zero.jpg': 'empty-file',
  'heic/pillow_heif__tests__images__heif_special__200MP.heic': 'image-too-large',
  // libvips has no reader for tiles in separate planes.
  'modern/Pillow__Tests__images__tiff_tiled_planar_lzw.tiff': 'unreadable-image',
}

test.skipIf(!existsSync(PHOTOS))(
  'every file of the collection is imported or listed with the right reason, and left as it was (../shared/data/photos)',
  async () => {
    const before = snapshotFiles(PHOTOS)
    const desk = openImportDesk()
    const report = await desk.run({ folder: PHOTOS })
    const files = readdirSync(PHOTOS, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.name.startsWith('.'),
    )
    expect(report.photos + report.duplicates + report.skipped.length).toBe(files.length)
    expect(report.added).toBeGreaterThan(200)

    const listed = report.skipped.filter(({ file }) => /^(?:derived|heic|modern|orientation)\//.test(file))
    expect(Object.fromEntries(listed.map(({ file, code }) => [file, code]))).toEqual(REASONS)
    const codes = new Set(report.skipped.map(({ code }) => code))
    expect([...codes].filter((code) => code === 'internal' || code === 'decode-timeout')).toEqual([])

    const damaged = desk.catalogue.photos
      .list({})
      .flatMap(({ status, file }) => (status === 'damaged' ? [relative(realpathSync(PHOTOS), file)] : []))
    expect(damaged).toEqual(
      expect.arrayContaining(['derived/trunc10.jpg', 'derived/trunc50.jpg', 'derived/trunc99.jpg']),
    )
    expect(snapshotFiles(PHOTOS)).toEqual(before)
  },
)

const HEADS = join(PROGRAM_FOLDER, '../shared/data/heads/dev')

test.skipIf(!existsSync(HEADS))(
  'the rendered heads become two clients of five visits (../shared/data/heads)',
  async () => {
    const desk = openImportDesk()
    expect(await desk.run({ folder: HEADS })).toMatchObject({
      clients: 2,
      visits: 10,
      photos: 50,
      added: 50,
      skipped: [],
    })
    const visits = desk.catalogue.clients
      .list()
      .map(({ id }) => desk.catalogue.visits.listOf(id).map(({ date, kind, label }) => [date, kind, label]))
    expect(visits[0]).toEqual([
      ['2024-01-15', 'before', 'Before'],
      ['2024-01-15', 'session', 'Day 0 fresh'],
      ['2024-02-19', 'review', 'Healed 5 weeks'],
      ['2024-08-12', 'review', '7 months'],
      ['2025-02-18', 'review', '13 months'],
    ])
    // No name and no EXIF of theirs says a view.
    expect(new Set(desk.photos().map(({ view }) => view))).toEqual(new Set(['unknown']))
  },
)
