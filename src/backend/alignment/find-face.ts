import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { FoundFace } from '../../domain/registration/photo-view.ts'
import type { UprightPixels } from '../imaging/decode.ts'

interface FaceResult {
  readonly face: readonly { readonly score: number; readonly mesh: readonly (readonly number[])[] }[]
}

/** The part of the face-mesh package that is used here. */
interface FaceFinder {
  readonly tf: {
    tensor4d(values: Float32Array, shape: readonly [number, number, number, number]): unknown
    dispose(tensor: unknown): void
  }
  load(): Promise<void>
  detect(tensor: unknown): Promise<FaceResult>
}

const LEAST_SCORE = 0.5
const MESH_POINTS = 468

let loading: Promise<FaceFinder> | undefined

/**
 * Finds the largest face and its 468 mesh points (Kartynnik et al., Real-time Facial Surface Geometry from Monocular
 * Video, 2019), in pixels of the picture given; null where there is no face. The models come with the package.
 */
export async function findFace({ data, widthPx, heightPx }: UprightPixels): Promise<FoundFace | null> {
  loading ??= loadFaceFinder()
  const finder = await loading
  const tensor = finder.tf.tensor4d(Float32Array.from(data), [1, heightPx, widthPx, 3])
  try {
    const face = (await finder.detect(tensor)).face[0]
    if (!face || face.score < LEAST_SCORE || face.mesh.length < MESH_POINTS) return null
    return {
      score: face.score,
      landmarks: face.mesh.slice(0, MESH_POINTS).map(([x, y]) => [x, y] as const),
    }
  } finally {
    finder.tf.dispose(tensor)
  }
}

/** Resolves by file, since the package's exports name only the build that needs a native TensorFlow. */
async function loadFaceFinder(): Promise<FaceFinder> {
  const require = createRequire(import.meta.url)
  const distribution = dirname(require.resolve('@vladmandic/human'))
  const requireBeside = createRequire(join(distribution, 'human.node-wasm.js'))
  const wasmPath = dirname(requireBeside.resolve('@tensorflow/tfjs-backend-wasm')) + sep
  serveFilesOnly()
  // The package assigns its own global state and has no types for this entry; only what is declared above is used.
  const backend = requireBeside('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(path: string): void }
  backend.setWasmPaths(wasmPath)
  const { Human } = requireBeside(join(distribution, 'human.node-wasm.js')) as {
    Human: new (options: unknown) => FaceFinder
  }
  const off = { enabled: false }
  const finder = new Human({
    backend: 'wasm',
    wasmPath,
    modelBasePath: pathToFileURL(join(distribution, '..', 'models') + sep).href,
    debug: false,
    cacheSensitivity: 0,
    filter: off,
    face: {
      enabled: true,
      detector: { rotation: true, maxDetected: 1, minConfidence: 0.2 },
      mesh: { enabled: true },
      iris: off,
      emotion: off,
      description: off,
      antispoof: off,
      liveness: off,
    },
    body: off,
    hand: off,
    object: off,
    gesture: off,
  })
  await finder.load()
  return finder
}

/** The package fetches its models; in this thread a fetch reads files and nothing else, so that nothing leaves the machine. */
function serveFilesOnly(): void {
  globalThis.fetch = async (input) => {
    const address = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
    if (!address.startsWith('file:')) throw new Error('Only files on this machine are read here')
    const body = await readFile(fileURLToPath(address))
    const type = address.endsWith('.json') ? 'application/json' : 'application/octet-stream'
    return new Response(new Uint8Array(body), { headers: { 'content-type': type } })
  }
}
