import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
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
  if ((await answers('cpfind', ['--version'])) && (await answers('pto_gen', ['--help']))) peers.push(hugin())
  else console.log('peers       cpfind skipped: Hugin is not installed')
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

/** Hugin's control points (cpfind), and the homography through them: robust, since they were checked by cpfind's own RANSAC. */
function hugin(): Peer {
  return {
    name: "Hugin's cpfind",
    async align({ before, after }) {
      const folder = await mkdtemp(join(tmpdir(), 'fadeline-bench-peer-'))
      const start = performance.now()
      try {
        const [project, found] = [join(folder, 'in.pto'), join(folder, 'out.pto')]
        await run('pto_gen', ['-f', '40', '-o', project, before, after], { timeout: TIMEOUT_MS })
        await run('cpfind', ['--fullscale', '-o', found, project], { timeout: TIMEOUT_MS })
        const afterToBefore = fromControlPoints(await readFile(found, 'utf8'))
        return { afterToBefore, elapsedMs: performance.now() - start }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  }
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
