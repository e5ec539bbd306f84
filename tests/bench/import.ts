import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { openCatalogue } from '../../src/backend/catalogue/open-catalogue.ts'
import { createPhotoReader } from '../../src/backend/imaging/photo-reader.ts'
import { importFolder } from '../../src/backend/services/import/import-folder.ts'
import { ImportReport } from '../../src/contract/imports.ts'
import { runFadelineJson } from '../support/run-fadeline.ts'
import { DATA_FOLDER } from './data-folder.ts'
import { benchHeic } from './import/heic.ts'
import { benchMetadata } from './import/metadata.ts'

const WIDTH_PX = 4032
const HEIGHT_PX = 3024
const QUICK_PHOTOS = 16
const FULL_PHOTOS = 80

/**
 * Measures a whole import in photos per CPU-second against two plain resizes of each photo in the same run (and against
 * vipsthumbnail where it is installed), on 12-megapixel JPEGs with a Display P3 profile that are made here; then HEICs and
 * metadata of real photos.
 */
export async function benchImport(): Promise<void> {
  const count = process.argv.includes('--full') ? FULL_PHOTOS : QUICK_PHOTOS
  const folder = mkdtempSync(join(tmpdir(), 'fadeline-bench-'))
  try {
    const photos = join(folder, 'Photos')
    const files = await makePhotos(photos, count)
    const bytes = files.reduce((sum, file) => sum + readFileSync(file).length, 0)
    console.log(
      `import: ${count} JPEGs of 12 megapixels with a profile, ${(bytes / count / 1e6).toFixed(1)} MB each, ${availableParallelism()} cores`,
    )
    // First: Linux counts what the process that starts another one holds towards the other's peak.
    await printPeakMemory(`the import of these ${count}`, photos, join(folder, 'catalogue-of-its-own'))
    const corpus = join(DATA_FOLDER, 'photos')
    if (existsSync(corpus)) {
      await printPeakMemory('the import of the hostile photos', corpus, join(folder, 'catalogue-of-hostile'))
    }
    const naive = await photosPerCpuSecond(count, () => resizeNaively(files))
    const whole = await importWhole(photos, join(folder, 'catalogue'), count)
    print('two plain resizes with sharp', naive)
    print('whole import', whole.rate, naive)
    const peer = vipsthumbnailRate(files, folder)
    if (peer === null) console.log('  vipsthumbnail: skipped, it is not installed')
    else {
      print('vipsthumbnail, both sizes', peer)
      console.log(`  whole import against vipsthumbnail: x ${(whole.rate / peer).toFixed(2)}`)
    }
    console.log(`  second import of the same folder: ${whole.secondMs.toFixed(0)} ms`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  await benchHeic()
  await benchMetadata()
}

async function makePhotos(folder: string, count: number): Promise<readonly string[]> {
  const client = join(folder, 'Lee, Ann', '2026-03-14 Session 1')
  mkdirSync(client, { recursive: true })
  const grain = await sharp({
    create: {
      width: WIDTH_PX,
      height: HEIGHT_PX,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .blur(1.1)
    .raw()
    .toBuffer()
  const files: string[] = []
  for (let index = 0; index < count; index++) {
    const file = join(client, `IMG_${1000 + index}.jpg`)
    // Another brightness makes another photo of the same detail.
    const photo = sharp(grain, { raw: { width: WIDTH_PX, height: HEIGHT_PX, channels: 3 } })
      .linear(1, index - count / 2)
      .withIccProfile('p3')
      .withExifMerge({ IFD0: { Make: 'Apple', Model: 'iPhone 13 Pro' } })
    writeFileSync(file, await photo.jpeg({ quality: 88 }).toBuffer())
    files.push(file)
  }
  return files
}

async function resizeNaively(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const bytes = readFileSync(file)
    await Promise.all([
      sharp(bytes).rotate().resize(2048, 2048, { fit: 'inside' }).jpeg({ quality: 82 }).toBuffer(),
      sharp(bytes).rotate().resize(320, 320, { fit: 'inside' }).jpeg({ quality: 78 }).toBuffer(),
    ])
  }
}

async function importWhole(
  folder: string,
  catalogueFolder: string,
  count: number,
): Promise<{ readonly rate: number; readonly secondMs: number }> {
  const catalogue = openCatalogue(catalogueFolder)
  const reader = createPhotoReader({ derivedFolder: join(catalogueFolder, 'derived') })
  const deps = { catalogue, reader, catalogueFolder, now: () => new Date() }
  const context = { signal: new AbortController().signal, report: () => undefined }
  try {
    const rate = await photosPerCpuSecond(count, async () => {
      const { added } = await importFolder(deps, folder, context)
      if (added !== count) throw new Error(`Only ${added} of ${count} photos were imported`)
    })
    const second = await importFolder(deps, folder, context)
    return { rate, secondMs: second.elapsedMs }
  } finally {
    await reader.close()
    catalogue.close()
  }
}

/** In a process of its own, as the command line runs it. */
async function printPeakMemory(what: string, folder: string, catalogueFolder: string): Promise<void> {
  const { answer } = await runFadelineJson(['--catalogue', catalogueFolder, 'import', folder])
  const { peakRssMb } = ImportReport.parse(answer)
  console.log(`  peak memory of ${what}, two workers: ${peakRssMb.toFixed(0)} MB`)
}

/** Threads count in: they are part of this process. */
async function photosPerCpuSecond(count: number, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return count / ((user + system) / 1e6)
}

function vipsthumbnailRate(files: readonly string[], folder: string): number | null {
  if (spawnSync('vipsthumbnail', ['--version']).error !== undefined) return null
  const script = `for size in 2048 320; do for file in "$@"; do vipsthumbnail "$file" --size $size -o "${folder}/peer.jpg[Q=82]"; done; done; times`
  const { stdout } = spawnSync('sh', ['-c', script, 'sh', ...files], { encoding: 'utf8' })
  // The last line of "times" is what the children took: 1m2.345s 0m0.678s.
  const taken = [...(stdout.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)]
  const seconds = taken.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0)
  return seconds > 0 ? files.length / seconds : null
}

function print(name: string, rate: number, against?: number): void {
  const ratio = against === undefined ? '' : `, x ${(rate / against).toFixed(2)} of the plain resizes`
  console.log(`  ${name}: ${rate.toFixed(2)} photos per CPU-second${ratio}`)
}
