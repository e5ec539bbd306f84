import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import { join } from 'node:path'
import type { Point } from '../../src/domain/transform.ts'

export const HEADS_FOLDER = new URL('../../../shared/data/heads/', import.meta.url).pathname

/** True where the rendered heads are on this machine; tests that need them skip otherwise. */
export const hasHeads = existsSync(join(HEADS_FOLDER, 'truth/closeup'))

/** One rendered close-up with what is true of it. */
export interface CloseUp {
  readonly file: string
  readonly truthStem: string
  readonly subject: string
  readonly visit: number
  readonly view: string
  readonly date: string
  /** True pigment by zone, 1 = healed baseline. */
  readonly pigment: Readonly<Record<string, number>>
  readonly regions: Readonly<Record<string, readonly (readonly Point[])[]>>
}

/** All rendered close-ups, by subject, visit and view. */
export function listCloseUps(): CloseUp[] {
  const root = join(HEADS_FOLDER, 'truth/closeup')
  const found: CloseUp[] = []
  for (const client of readdirSync(root).sort()) {
    for (const visit of readdirSync(join(root, client)).sort()) {
      for (const name of readdirSync(join(root, client, visit)).sort()) {
        if (!name.endsWith('.json')) continue
        const truth = JSON.parse(readFileSync(join(root, client, visit, name), 'utf8'))
        found.push({
          file: join(HEADS_FOLDER, truth.image),
          truthStem: join(root, client, visit, name.slice(0, -'.json'.length)),
          subject: truth.subject,
          visit: truth.visit,
          view: truth.view,
          date: truth.date,
          pigment: truth.pigment.D,
          regions: truth.regions,
        })
      }
    }
  }
  return found
}

/** Rest-pose positions in metres of every fourth pixel (NaN off the skin): sample [i, j] is at pixel (4j + 2.5, 4i + 2.5). */
export interface RestMap {
  readonly data: Float32Array
  readonly rows: number
  readonly columns: number
}

/** Reads the dense truth of one close-up. */
export function readRestMap(closeUp: CloseUp): RestMap {
  const archive = readFileSync(`${closeUp.truthStem}_dense.npz`)
  // One local file header is followed by the only member of the archive.
  const method = archive.readUInt16LE(8)
  const start = 30 + archive.readUInt16LE(26) + archive.readUInt16LE(28)
  const directory = archive.readUInt32LE(archive.length - 6)
  const size = archive.readUInt32LE(directory + 20)
  const packed = archive.subarray(start, start + size)
  const array = method === 0 ? packed : inflateRawSync(packed)
  const headerLength = array.readUInt16LE(8)
  const header = array.toString('latin1', 10, 10 + headerLength)
  const shape = /'shape': \((\d+), (\d+), 3\)/.exec(header)
  if (!shape || !header.includes("'<f2'")) throw new Error(`Unexpected array ${header}`)
  const body = array.subarray(10 + headerLength)
  const data = new Float32Array(body.length / 2)
  for (let i = 0; i < data.length; i++) data[i] = halfToNumber(body.readUInt16LE(2 * i))
  return { data, rows: Number(shape[1]), columns: Number(shape[2]) }
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
