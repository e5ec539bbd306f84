import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { connect } from '../../../src/client/connect.ts'
import { createWebSocketWire } from '../../../src/client/web-socket-wire.ts'
import { MEDIA_VARIANTS, mediaUrl } from '../../../src/contract/media.ts'
import { callEverything } from '../../support/call-everything.ts'
import { startDeskProcess } from '../../support/desk-process.ts'
import { canTraceFiles, readFileTrace, traceFiles, untilTraceEnds } from '../../support/file-trace.ts'
import { PROGRAM_FOLDER } from '../../support/program-folder.ts'
import { SAMPLE_CLINIC_FOLDER } from '../../support/sample-clinic.ts'
import { snapshotFiles } from '../../support/snapshot-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { enter, openSocket } from '../../support/wires.ts'
import { noise } from '../imaging/made-photos.ts'

const CORPUS = join(PROGRAM_FOLDER, '../shared/data/photos')
const hasCorpus = existsSync(CORPUS)
if (!hasCorpus)
  console.log('originals: photos of every format are left out, they are not beside the repository')
if (!canTraceFiles) console.log('originals: skipped, strace is not installed')

test.skipIf(!canTraceFiles)(
  'originals keep bytes, time and mode and are never opened for writing, whatever the program is asked to do',
  async () => {
    const folder = temporaryFolder()
    const clinic = join(folder, 'Clinic')
    const corpus = join(folder, 'Corpus')
    cpSync(SAMPLE_CLINIC_FOLDER, clinic, { recursive: true, preserveTimestamps: true })
    mkdirSync(join(clinic, 'Ray/03-04-2025'), { recursive: true })
    writeFileSync(join(clinic, 'loose.jpg'), await noise(1).jpeg().toBuffer())
    writeFileSync(join(clinic, 'Ray/03-04-2025/front.jpg'), await noise(2).jpeg().toBuffer())
    writeFileSync(join(clinic, 'Ray/empty.jpg'), '')
    if (hasCorpus) copySmallestOfEachKind(corpus)
    else mkdirSync(corpus)
    const originals = [clinic, corpus, SAMPLE_CLINIC_FOLDER]
    const before = originals.map(snapshotFiles)

    const out = join(folder, 'Out')
    mkdirSync(out)
    const log = join(folder, 'trace.log')
    const desk = await startDeskProcess(join(folder, 'catalogue'), traceFiles(log))
    const socket = await openSocket(desk)
    const call = connect(createWebSocketWire(socket))
    await call('imports.run', { folder: corpus })
    await lookAtEvery(await call('photos.list', {}), desk.entryAddress)
    const callsNotMade = await callEverything(call, { clinic, out })
    socket.close()
    await desk.stop()
    await untilTraceEnds(log)

    expect(callsNotMade).toEqual([])
    expect(originals.map(snapshotFiles)).toEqual(before)
    const { opened, changing } = readFileTrace(log, originals)
    // That the log sees what is opened at all.
    expect(opened).toBeGreaterThan(Object.keys(snapshotFiles(clinic)).length)
    expect(changing).toEqual([])
  },
  900_000,
)

/**
 * Copies the smallest file of each ending in each folder of the collection: what a decoder opens goes by the format. That all of
 * them stay as they are through an import is tested where all are imported.
 */
function copySmallestOfEachKind(target: string): void {
  const smallest = new Map<string, { readonly file: string; readonly bytes: number }>()
  for (const entry of readdirSync(CORPUS, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = relative(CORPUS, join(entry.parentPath, entry.name))
    const { size: bytes } = statSync(join(CORPUS, file))
    const kind = dirname(file) + extname(file).toLowerCase()
    if (bytes < (smallest.get(kind)?.bytes ?? Infinity)) smallest.set(kind, { file, bytes })
  }
  for (const { file } of smallest.values())
    cpSync(join(CORPUS, file), join(target, file), { preserveTimestamps: true })
}

/** Fetches photos in every size, as the screens do. */
async function lookAtEvery(
  photos: readonly Parameters<typeof mediaUrl>[0][],
  entryAddress: string,
): Promise<void> {
  const cookie = await enter({ entryAddress })
  for (const photo of photos) {
    for (const variant of MEDIA_VARIANTS) {
      const address = new URL(mediaUrl(photo, variant), entryAddress)
      const response = await fetch(address, { headers: { cookie } })
      await response.arrayBuffer()
    }
  }
}
