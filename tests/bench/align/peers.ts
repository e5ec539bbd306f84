import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import sharp from 'sharp'
import type { Matrix3 } from '../../../src/domain/transform.ts'
import { normaliseTransform } from '../../../src/domain/transform.ts'
import { fitTransform } from '../../../src/domain/registration/fit-transform.ts'
import type { AlignCase } from './cases.ts'

/** What another program found: a plane transform from after to before in full pixels, or null. */
export interface PeerResult {
  readonly afterToBefore: Matrix3 | null
  readonly elapsedMs: number
}

/** Another program that aligns photos. */
export interface Peer {
  readonly name: string
  align(pair: AlignCase): Promise<PeerResult>
}

const run = promisify(execFile)
const PYTHON = '/usr/bin/python3'
const TIMEOUT_MS = 120_000

/** The peers that are installed; of the others one line is printed. */
export async function installedPeers(): Promise<Peer[]> {
  const peers: Peer[] = []
  if (await answers(PYTHON, ['-c', 'import cv2; cv2.SIFT_create()'])) peers.push(siftPeer())
  else console.log('peers       SIFT + MAGSAC skipped: OpenCV for Python is not installed')
  if ((await answers('cpfind', ['--version'])) && (await answers('pto_gen', ['--help']))) peers.push(cpfind())
  else console.log("peers       cpfind skipped: Hugin's tools are not installed")
  if (await answers('align_image_stack', ['-h'])) peers.push(alignImageStack())
  else console.log("peers       align_image_stack skipped: Hugin's tools are not installed")
  return peers
}

async function answers(program: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(program, [...args], { timeout: TIMEOUT_MS })
    return true
  } catch (error) {
    // A program that is there may still leave with a status of its own; one that is not has no file.
    return program !== PYTHON && error instanceof Error && 'code' in error && error.code !== 'ENOENT'
  }
}

function siftPeer(): Peer {
  return {
    name: 'SIFT + MAGSAC',
    async align({ before, after }) {
      const script = join(import.meta.dirname, 'peers.py')
      const child = run(PYTHON, [script], { timeout: TIMEOUT_MS })
      child.child.stdin?.end(`${JSON.stringify({ before, after })}\n`)
      const { stdout } = await child
      const { matrix, seconds } = JSON.parse(stdout) as { matrix: Matrix3 | null; seconds: number }
      return { afterToBefore: matrix, elapsedMs: 1000 * seconds }
    },
  }
}

/** A tool of Hugin's that leaves control points, and the homography through them: they were checked by its own RANSAC or fit. */
function hugin(
  name: string,
  findPoints: (photos: readonly string[], folder: string, found: string) => Promise<void>,
): Peer {
  return {
    name,
    async align(pair) {
      const folder = await mkdtemp(join(tmpdir(), 'fadeline-bench-peer-'))
      try {
        const photos = await writeAlike([pair.before, pair.after], folder)
        const start = performance.now()
        const found = join(folder, 'out.pto')
        await findPoints(photos, folder, found)
        // Where it found too little it leaves no project.
        const project = existsSync(found) ? await readFile(found, 'utf8') : ''
        return { afterToBefore: fromControlPoints(project), elapsedMs: performance.now() - start }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
}

function cpfind(): Peer {
  return hugin("Hugin's cpfind", async (photos, folder, found) => {
    const project = join(folder, 'in.pto')
    await run('pto_gen', ['-f', '40', '-o', project, ...photos], { timeout: TIMEOUT_MS })
    await run('cpfind', ['--fullscale', '-o', found, project], { timeout: TIMEOUT_MS })
  })
}

/** It is made for brackets from one stand: it is asked for a change of size and framing too, and for more points than it takes by itself. */
function alignImageStack(): Peer {
  return hugin("Hugin's align_image_stack", async (photos, _folder, found) => {
    const options = ['-p', found, '-m', '-i', '-c', '16', '-t', '10', '-f', '40', '--use-given-order']
    try {
      await run('align_image_stack', [...options, ...photos], { timeout: TIMEOUT_MS })
    } catch (error) {
      // It leaves with a status of its own where too few points are left; anything else is a fault here.
      if (!(error instanceof Error && 'code' in error && typeof error.code === 'number')) throw error
    }
  })
}

/** Upright, since Hugin does not turn photos, and of one size, since align_image_stack refuses others; their corner stays. */
async function writeAlike(files: readonly string[], folder: string): Promise<string[]> {
  const pictures = await Promise.all(
    files.map((file) => sharp(file).rotate().removeAlpha().toBuffer({ resolveWithObject: true })),
  )
  const width = Math.max(...pictures.map(({ info }) => info.width))
  const height = Math.max(...pictures.map(({ info }) => info.height))
  return Promise.all(
    pictures.map(async ({ data, info }, i) => {
      const file = join(folder, `${i}.png`)
      await sharp(data)
        .extend({ right: width - info.width, bottom: height - info.height, background: '#808080' })
        .png({ compressionLevel: 1 })
        .toFile(file)
      return file
    }),
  )
}

/** Control points are lines such as "c n0 N1 x101.5 y20 X99 Y21.5 t0". */
function fromControlPoints(project: string): Matrix3 | null {
  const pairs = [...project.matchAll(/^c n0 N1 x([\d.]+) y([\d.]+) X([\d.]+) Y([\d.]+)/gmu)].map(
    ([, x, y, u, v]) => ({ x: Number(u) + 0.5, y: Number(v) + 0.5, u: Number(x) + 0.5, v: Number(y) + 0.5 }),
  )
  if (pairs.length < 4) return null
  const transform = fitTransform(pairs.length < 8 ? 'similarity' : 'homography', pairs)
  return transform && normaliseTransform(transform)
}
