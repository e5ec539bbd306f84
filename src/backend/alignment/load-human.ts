import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ColourPixels } from './open-photo.ts'

/** What the package finds in a picture; all places are pixels of the picture given. */
export interface HumanResult {
  readonly face: readonly { readonly score: number; readonly mesh: readonly (readonly number[])[] }[]
  readonly body: readonly {
    readonly keypoints: readonly {
      readonly part: string
      readonly position: readonly number[]
      readonly score: number
    }[]
  }[]
}

/** Looks for people in pictures, in the thread that loaded it. */
export interface HumanFinder {
  detect(pixels: ColourPixels): Promise<HumanResult>
}

/** The part of the package that is used here. */
interface Human {
  readonly tf: {
    tensor4d(values: Float32Array, shape: readonly [number, number, number, number]): unknown
    dispose(tensor: unknown): void
  }
  load(): Promise<void>
  detect(tensor: unknown): Promise<HumanResult>
}

/** Loads the face mesh, and the body's keypoints where asked for; the models come with the package. */
export async function loadHuman(options: { readonly findsBody: boolean }): Promise<HumanFinder> {
  // Resolved by file, since the package's exports name only the build that needs a native TensorFlow.
  const require = createRequire(import.meta.url)
  const distribution = dirname(require.resolve('@vladmandic/human'))
  const requireBeside = createRequire(join(distribution, 'human.node-wasm.js'))
  const wasmPath = dirname(requireBeside.resolve('@tensorflow/tfjs-backend-wasm')) + sep
  serveFilesOnly()
  // The package assigns its own global state and has no types for this entry; only what is declared above is used.
  const backend = requireBeside('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(path: string): void }
  backend.setWasmPaths(wasmPath)
  const { Human } = requireBeside(join(distribution, 'human.node-wasm.js')) as {
    Human: new (options: unknown) => Human
  }
  const off = { enabled: false }
  const human = new Human({
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
    // Keypoints come with their scores, so that the caller weighs them: none is left out here.
    body: options.findsBody
      ? { enabled: true, modelPath: 'movenet-lightning.json', maxDetected: 1, minConfidence: 0.01 }
      : off,
    hand: off,
    object: off,
    gesture: off,
  })
  await human.load()
  return {
    async detect({ data, widthPx, heightPx }) {
      const tensor = human.tf.tensor4d(new Float32Array(data), [1, heightPx, widthPx, 3])
      try {
        return await human.detect(tensor)
      } finally {
        human.tf.dispose(tensor)
      }
    },
  }
}

/**
 * The package fetches its models; in this thread a fetch reads files and nothing else, so that nothing leaves the machine. It is
 * answered with what the package asks for: Node's own Response would load all that Node knows of networks, which is half of
 * loading the models.
 */
function serveFilesOnly(): void {
  globalThis.fetch = async (input) => {
    const address = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
    if (!address.startsWith('file:')) throw new Error('Only files on this machine are read here')
    const body = await readFile(fileURLToPath(address))
    const answer: Pick<Response, 'ok' | 'json' | 'arrayBuffer'> = {
      ok: true,
      json: async () => JSON.parse(body.toString()),
      arrayBuffer: async () => new Uint8Array(body).buffer,
    }
    return answer as Response
  }
}
