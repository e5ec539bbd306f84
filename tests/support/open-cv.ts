import { createRequire } from 'node:module'

/** A picture or table in OpenCV's own memory; every one must be deleted by hand. */
export interface CvMat {
  readonly rows: number
  readonly cols: number
  readonly data: Uint8Array
  delete(): void
}

/** The part of OpenCV that ours is held against; the package's own types leave out half of it. */
export interface OpenCv {
  readonly CV_8UC1: number
  readonly CV_8UC3: number
  readonly INTER_AREA: number
  readonly GC_INIT_WITH_MASK: number
  readonly Mat: new (rows?: number, columns?: number, type?: number) => CvMat
  readonly Size: new (width: number, height: number) => unknown
  readonly Rect: new (x: number, y: number, width: number, height: number) => unknown
  setRNGSeed(seed: number): void
  resize(from: CvMat, to: CvMat, size: unknown, scaleX: number, scaleY: number, method: number): void
  GaussianBlur(from: CvMat, to: CvMat, size: unknown, sigmaPx: number): void
  grabCut(
    picture: CvMat,
    mask: CvMat,
    unused: unknown,
    background: CvMat,
    foreground: CvMat,
    rounds: number,
    mode: number,
  ): void
  readonly CLAHE: new (
    clipLimit: number,
    tiles: unknown,
  ) => { apply(from: CvMat, to: CvMat): void; delete(): void }
}

let loading: Promise<{ readonly cv: OpenCv }> | undefined

/**
 * Loads OpenCV once a thread. It answers inside an object, because the module is a thenable that never settles: awaiting
 * or returning it bare from an async function hangs.
 */
export function loadOpenCv(): Promise<{ readonly cv: OpenCv }> {
  loading ??= new Promise((resolve) => {
    const require = createRequire(import.meta.url)
    // Emscripten's module object: the interface above, plus a hook that is called when the WebAssembly is ready.
    const cv = require('@techstark/opencv-js') as Partial<OpenCv> & { onRuntimeInitialized?: () => void }
    const settle = () => resolve({ cv: cv as OpenCv })
    if (cv.Mat) settle()
    else cv.onRuntimeInitialized = settle
  })
  return loading
}
