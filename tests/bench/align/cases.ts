import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Point } from '../../../src/domain/transform.ts'
import { DATA_FOLDER } from '../data-folder.ts'
import { headFolders, type HeadSet } from '../head-sets.ts'

/** The same spots in both photos, upright full-size pixels. */
export interface TruePoints {
  readonly before: readonly Point[]
  readonly after: readonly Point[]
}

/** A pair to register; without truth it shows two different things and must not be accepted. */
export interface AlignCase {
  readonly group:
    | 'standard'
    | 'smooth'
    | 'heads'
    | 'close-ups'
    | 'other-heads'
    | 'held-out'
    | 'changed'
    | 'cross'
  readonly id: string
  readonly before: string
  readonly after: string
  readonly widthPx: number
  readonly truth: TruePoints | null
}

interface StandardCase {
  readonly id: string
  readonly head: string
  readonly view: string
  readonly before: string
  readonly after: string
  readonly P: readonly Point[]
  readonly Q: readonly Point[]
}

/** One rendered photo with its truth. */
export interface HeadPhoto {
  readonly file: string
  readonly subject: string
  readonly visit: number
  readonly view: string
  readonly widthPx: number
  readonly landmarks: ReadonlyMap<string, Point>
}

/** The standard and the smooth pairs: photographs changed in known ways. */
export function standardCases(set: 'standard' | 'smooth'): AlignCase[] {
  const folder = join(DATA_FOLDER, 'alignment', set)
  if (!existsSync(folder)) return []
  return readStandard(folder).map((entry) => ({
    group: set,
    id: entry.id,
    before: join(folder, entry.before),
    after: join(folder, entry.after),
    widthPx: 1024,
    truth: { before: entry.P.map(fromFirstCentre), after: entry.Q.map(fromFirstCentre) },
  }))
}

/** The truth of the standard set counts from the centre of the first pixel, as OpenCV does. */
function fromFirstCentre([x, y]: Point): Point {
  return [x + 0.5, y + 0.5]
}

function readStandard(folder: string): StandardCase[] {
  return JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as StandardCase[]
}

interface TruthFile {
  readonly image: string
  readonly subject: string
  readonly visit: number
  readonly view: string
  readonly width: number
  readonly landmarks: Readonly<Record<string, { readonly xy: Point; readonly visible: boolean }>>
}

const SCALP = /^(scalp|hairline|vertex|parietal|crown|occiput|forehead|temple)/

/** The rendered photos with their visible scalp landmarks. */
export function headPhotos(set: HeadSet): HeadPhoto[] {
  const { photos, truth } = headFolders(set)
  if (!existsSync(truth)) return []
  return readdirSync(truth, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const parsed = JSON.parse(readFileSync(join(truth, name), 'utf8')) as TruthFile
      const visible = Object.entries(parsed.landmarks).filter(
        ([key, mark]) => mark.visible && SCALP.test(key),
      )
      return {
        file: join(photos, name.replace(/json$/, 'jpg')),
        subject: parsed.subject,
        visit: parsed.visit,
        view: parsed.view,
        widthPx: parsed.width,
        landmarks: new Map(visible.map(([key, mark]) => [key, mark.xy])),
      }
    })
}

const GROUP_OF = {
  dev: 'heads',
  closeup: 'close-ups',
  'other-heads': 'other-heads',
  'held-out': 'held-out',
} as const

/** All pairs of one subject and view, earlier visit first. */
export function headCases(set: HeadSet): AlignCase[] {
  const photos = headPhotos(set)
  return photos.flatMap((before) =>
    photos
      .filter(
        (after) =>
          after.subject === before.subject && after.view === before.view && after.visit > before.visit,
      )
      .map((after): AlignCase => {
        const common = [...before.landmarks.keys()].filter((key) => after.landmarks.has(key))
        return {
          group: GROUP_OF[set],
          id: `${before.subject} ${before.view} ${before.visit}-${after.visit}`,
          before: before.file,
          after: after.file,
          widthPx: before.widthPx,
          truth: {
            before: common.map((key) => before.landmarks.get(key)!),
            after: common.map((key) => after.landmarks.get(key)!),
          },
        }
      }),
  )
}

/** Pairs that must not be accepted: different heads of one view, and opposite views of one head. */
export function crossCases(): AlignCase[] {
  return [
    ...crossStandard(),
    ...crossHeads('dev'),
    ...crossHeads('closeup'),
    ...crossHeads('other-heads'),
    ...crossHeads('held-out'),
  ]
}

function crossStandard(): AlignCase[] {
  const folder = join(DATA_FOLDER, 'alignment/standard')
  if (!existsSync(folder)) return []
  const entries = readStandard(folder)
  const heads = [...new Set(entries.map(({ head }) => head))]
  return heads.flatMap((head, index) => {
    const own = entries.find((entry) => entry.head === head)!
    const others = heads.filter(
      (other) => other !== head && entries.some((e) => e.head === other && e.view === own.view),
    )
    return others.map((other, k) => {
      const of = entries.filter((entry) => entry.head === other)
      const after = of[(index + k) % of.length]
      return unrelated(
        `${own.view}: ${head} x ${after.id}`,
        join(folder, own.before),
        join(folder, after.after),
      )
    })
  })
}

const OPPOSITE: Readonly<Record<string, string>> = { left: 'right', front: 'crown' }

function crossHeads(set: HeadSet): AlignCase[] {
  const photos = headPhotos(set)
  return photos.flatMap((before) =>
    photos
      .filter((after) => {
        const isOtherHead = before.subject < after.subject && after.view === before.view
        const isOtherView = after.subject === before.subject && after.view === OPPOSITE[before.view]
        return isOtherHead || (isOtherView && before.visit === after.visit)
      })
      .map((after) =>
        unrelated(
          `${set} ${before.subject} ${before.view} ${before.visit} x ${after.subject} ${after.view} ${after.visit}`,
          before.file,
          after.file,
        ),
      ),
  )
}

function unrelated(id: string, before: string, after: string): AlignCase {
  return { group: 'cross', id, before, after, widthPx: 1024, truth: null }
}
