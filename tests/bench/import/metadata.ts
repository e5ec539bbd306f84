import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspectImage, type ImageFacts } from '../../../src/backend/imaging/inspect-image.ts'
import { readCameraSettings, type CameraSettings } from '../../../src/backend/imaging/read-camera-settings.ts'
import { localTime, utcOffset } from '../../../src/backend/imaging/capture-date.ts'
import { describeCamera, readMetadata } from '../../../src/backend/imaging/read-metadata.ts'
import { DATA_FOLDER } from '../data-folder.ts'

type Peer = Readonly<Record<string, unknown>> & { readonly SourceFile: string }

interface Difference {
  readonly field: string
  readonly file: string
  readonly ours: unknown
  readonly theirs: unknown
}

/** Formats whose decoder turns the picture by itself: exiftool tells the stored size and the orientation to be ignored. */
const TURNED_BY_DECODER = new Set(['HEIC', 'HEIF', 'HEIFS', 'AVIF'])

/**
 * Compares what the import reads of every photo it can open with `exiftool -j -n`, value by value, and its speed with
 * `exiftool -fast`. `--detail` prints every difference.
 */
export async function benchMetadata(): Promise<void> {
  const folder = join(DATA_FOLDER, 'photos')
  if (!existsSync(folder)) {
    console.log(`  metadata: skipped, there are no photos in ${DATA_FOLDER}`)
    return
  }
  if (spawnSync('exiftool', ['-ver']).error !== undefined) {
    console.log('  metadata: skipped, exiftool is not installed')
    return
  }
  const { stdout } = spawnSync('exiftool', ['-j', '-n', '-r', folder], {
    encoding: 'utf8',
    maxBuffer: 256e6,
  })
  const differences: Difference[] = []
  let values = 0
  const readable: { readonly file: string; readonly bytes: Buffer }[] = []
  for (const peer of JSON.parse(stdout) as Peer[]) {
    const file = peer.SourceFile
    const bytes = readFileSync(file)
    const facts = await inspectImage(bytes, file).catch(() => null)
    if (facts === null) continue
    readable.push({ file, bytes })
    const compared = compare(peer, facts, await readCameraSettings(bytes))
    values += compared.length
    differences.push(
      ...compared
        .filter(({ ours, theirs }) => !isSame(ours, theirs))
        .map((found) => ({ ...found, file: file.slice(folder.length + 1) })),
    )
  }
  const fields = Map.groupBy(differences, ({ field }) => field)
  const agreed = values - differences.length
  console.log(
    `  metadata of ${readable.length} photos that can be read: ${agreed} of ${values} values as exiftool says, ${((100 * agreed) / values).toFixed(1)} %; other: ${[...fields].map(([field, found]) => `${field} ${found.length}`).join(', ')}`,
  )
  if (process.argv.includes('--detail')) {
    for (const { field, file, ours, theirs } of differences) {
      console.log(`    ${field}: ${file}: ${String(ours)}, exiftool ${String(theirs)}`)
    }
  }
  await compareSpeed(readable)
}

type Compared = Omit<Difference, 'file'>

function compare(peer: Peer, facts: ImageFacts, settings: CameraSettings): Compared[] {
  const found: Compared[] = []
  const add = (field: string, ours: unknown, theirs: unknown): void => {
    // What only one side knows counts where exiftool knows it: that is what was missed.
    if (theirs !== null && theirs !== undefined && theirs !== '') found.push({ field, ours, theirs })
  }
  const orientation = orientationOf(peer)
  const size = [peer['ImageWidth'], peer['ImageHeight']].map(Number)
  if (peer['ImageWidth'] !== undefined) {
    const isTurned = orientation >= 5
    if (TURNED_BY_DECODER.has(String(peer['FileType']))) {
      add(
        'size',
        [facts.widthPx, facts.heightPx].sort(byNumber).join('x'),
        [...size].sort(byNumber).join('x'),
      )
    } else {
      add('width', facts.widthPx, size[isTurned ? 1 : 0])
      add('height', facts.heightPx, size[isTurned ? 0 : 1])
      if (peer['Orientation'] !== undefined) add('orientation', facts.orientation, orientation)
    }
  }
  const dated = DATES.find(([name]) => localTime(text(peer[name])) !== null)
  if (dated !== undefined) {
    add('date', facts.takenAt, localTime(text(peer[dated[0]])))
    add('offset', facts.offset, utcOffset(text(peer[dated[1]])))
  }
  add('make and model', facts.camera, describeCamera(text(peer['Make']), text(peer['Model'])))
  add('lens', facts.lens, text(peer['LensModel']))
  add('focal length', facts.focalLengthMm, positive(peer['FocalLength']))
  add('focal length, 35 mm', facts.focalLength35mm, positive(peer['FocalLengthIn35mmFormat']))
  add('exposure', settings.exposureSeconds, positive(peer['ExposureTime']))
  add('f-number', settings.fNumber, positive(peer['FNumber']))
  add('ISO', settings.iso, positive(peer['ISO']))
  if (typeof peer['GPSLatitude'] === 'number' && typeof peer['GPSLongitude'] === 'number') {
    add('latitude', settings.place?.latitude ?? null, peer['GPSLatitude'])
    add('longitude', settings.place?.longitude ?? null, peer['GPSLongitude'])
  }
  return found
}

const DATES = [
  ['DateTimeOriginal', 'OffsetTimeOriginal'],
  ['CreateDate', 'OffsetTimeDigitized'],
  ['ModifyDate', 'OffsetTime'],
] as const

/** A value outside 1 to 8 is none. */
function orientationOf(peer: Peer): number {
  const value = Number(peer['Orientation'])
  return value >= 1 && value <= 8 ? value : 1
}

function byNumber(a: number, b: number): number {
  return a - b
}

function text(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const plain = String(value).trim()
  return plain === '' ? null : plain
}

function positive(value: unknown): number | null {
  const found = Number(value)
  return found > 0 ? found : null
}

function isSame(ours: unknown, theirs: unknown): boolean {
  return typeof ours === 'number' && typeof theirs === 'number'
    ? Math.abs(ours - theirs) <= 1e-4 * Math.abs(theirs)
    : ours === theirs
}

async function compareSpeed(
  photos: readonly { readonly file: string; readonly bytes: Buffer }[],
): Promise<void> {
  const before = process.cpuUsage()
  for (const { bytes } of photos) await readMetadata(bytes)
  const { user, system } = process.cpuUsage(before)
  const ours = photos.length / ((user + system) / 1e6)
  // "times" says on its last line what the children took: 1m2.345s 0m0.678s.
  const script = 'exiftool -fast -j -n -@ - > /dev/null; times'
  const { stdout } = spawnSync('sh', ['-c', script], {
    encoding: 'utf8',
    input: photos.map(({ file }) => file).join('\n'),
  })
  const taken = [...(stdout.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
  const seconds = taken.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0)
  const peer = photos.length / seconds
  console.log(
    `  reading it: ${ours.toFixed(0)} photos per CPU-second, exiftool -fast ${peer.toFixed(0)}: x ${(ours / peer).toFixed(1)}`,
  )
}
