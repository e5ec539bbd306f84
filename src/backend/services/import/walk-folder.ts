import { Worker } from 'node:worker_threads'
import type { ErrorCode } from '../../../contract/errors.ts'
import { systemPath } from './system-path.ts'
import type { ListedPiece } from './list-folder.ts'

/** A file below the chosen folder, and what shows that it is still the one that was read: its size, time of change and number. */
export class WalkedFile {
  readonly #root: string
  /** Relative to the chosen folder, with forward slashes, as `pathText` writes it: what files are compared by. */
  readonly key: string
  readonly bytes: number
  readonly mtimeNs: string
  readonly inode: string

  constructor(
    root: string,
    { key, bytes, mtimeNs, inode }: Pick<WalkedFile, 'key' | 'bytes' | 'mtimeNs' | 'inode'>,
  ) {
    this.#root = root
    this.key = key
    this.bytes = bytes
    this.mtimeNs = mtimeNs
    this.inode = inode
  }

  /** Names are bytes, because they need not be UTF-8; made when they are asked for, since of unchanged files they never are. */
  get relative(): Buffer {
    return bytesOf(this.key)
  }

  get path(): Buffer {
    return bytesOf(`${this.#root}/${this.key}`)
  }
}

export interface Walk {
  /** In the order of their names. */
  readonly files: readonly WalkedFile[]
  /** Absolute, without the chosen folder itself. */
  readonly folders: readonly Buffer[]
  /** Folders and files that could not be looked at, relative to the chosen folder. */
  readonly unreadable: readonly { readonly relative: Buffer; readonly code: ErrorCode }[]
  /** What systems and programs put beside photos, by what it is called, and how often it was passed over. */
  readonly passedOver: ReadonlyMap<string, number>
}

/** What the thread is started with. */
export interface WalkWork {
  readonly root: string
  /** Absolute folders that are the program's own. */
  readonly ownFolders: readonly string[]
}

/** What the thread tells. */
export type WalkMessage =
  | { readonly kind: 'piece'; readonly piece: ListedPiece }
  | { readonly kind: 'done'; readonly passedOver: ReadonlyMap<string, number> }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined }

/**
 * Lists all files below a folder in a thread of its own, so that a drive that answers slowly keeps nobody waiting. Called off,
 * it ends at once with what was found.
 * @throws what the file system says of the folder itself
 */
export async function walkFolder(
  root: string,
  {
    signal,
    onProgress,
    ownFolders = [],
  }: {
    readonly signal: AbortSignal
    /** Called with the number of files found so far. */
    readonly onProgress: (files: number) => void
    readonly ownFolders?: readonly string[]
  },
): Promise<Walk> {
  const files: WalkedFile[] = []
  const folders: Buffer[] = []
  const unreadable: { relative: Buffer; code: ErrorCode }[] = []
  const take = (piece: ListedPiece): void => {
    const { paths, bytes, mtimesNs, inodes } = piece.files
    for (const [index, key] of paths.entries()) {
      const mtimeNs = String(mtimesNs[index])
      const inode = String(inodes[index])
      files.push(new WalkedFile(root, { key, bytes: bytes[index] ?? 0, mtimeNs, inode }))
    }
    for (const path of piece.folders) folders.push(bytesOf(`${root}/${path}`))
    for (const { path, code } of piece.unreadable) unreadable.push({ relative: bytesOf(path), code })
    onProgress(files.length)
  }
  const passedOver = await inThread({ root, ownFolders }, signal, take)
  return { files, folders, unreadable, passedOver }
}

function bytesOf(path: string): Buffer {
  const system = systemPath(path)
  return typeof system === 'string' ? Buffer.from(system) : system
}

async function inThread(
  work: WalkWork,
  signal: AbortSignal,
  take: (piece: ListedPiece) => void,
): Promise<ReadonlyMap<string, number>> {
  if (signal.aborted) return new Map()
  // In the bundle every entry lies in one flat folder, as JavaScript.
  const name = import.meta.url.endsWith('.ts') ? './walk-worker.ts' : './walk-worker.js'
  const worker = new Worker(new URL(name, import.meta.url), { workerData: work })
  let end = (): void => undefined
  try {
    return await new Promise((resolve, reject) => {
      // Only a thread that is called off is ended; one that is done ends by itself.
      end = () => {
        resolve(new Map())
        void worker.terminate()
      }
      signal.addEventListener('abort', end)
      worker.on('error', reject)
      worker.on('message', (message: WalkMessage) => {
        if (message.kind === 'failed')
          reject(Object.assign(new Error(message.message), { code: message.code }))
        else if (message.kind === 'done') resolve(message.passedOver)
        else if (!signal.aborted) take(message.piece)
      })
      worker.on('exit', () => reject(new Error('The thread that lists a folder ended before it was done')))
    })
  } finally {
    signal.removeEventListener('abort', end)
  }
}
