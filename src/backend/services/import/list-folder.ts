import { accessSync, constants, lstatSync, readdirSync, type BigIntStats } from 'node:fs'
import type { ErrorCode } from '../../../contract/errors.ts'
import { pathText } from '../../../domain/path-text.ts'
import { systemPath } from './system-path.ts'

/** What was found below a folder since the last piece. Paths are relative to it, with forward slashes, as `pathText` writes them. */
export interface ListedPiece {
  /** Column by column: a hundred thousand objects take twice as long from thread to thread. */
  readonly files: {
    readonly paths: readonly string[]
    readonly bytes: readonly number[]
    /** Nanoseconds since 1970. */
    readonly mtimesNs: readonly bigint[]
    readonly inodes: readonly bigint[]
  }
  /** Without the chosen folder itself. */
  readonly folders: readonly string[]
  /** Folders and files that could not be looked at. */
  readonly unreadable: readonly { readonly path: string; readonly code: ErrorCode }[]
}

/** Made by systems and programs beside photos: counted, because a line for each would bury what a person can act on. */
const SYSTEM_NAMES = [
  'Thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  'Icon\r',
  '@eaDir',
  '#recycle',
  '$RECYCLE.BIN',
  'System Volume Information',
  '__MACOSX',
  'lost+found',
]
const SYSTEM_NAME_OF = new Map(SYSTEM_NAMES.map((name) => [name.toLowerCase(), name.trim()]))
const SIDECAR = /\.(?:aae|xmp|lnk|ini|db|part|crdownload)$/i

/** Nobody's on Windows, where modes say nothing. */
const OWN_UID = process.getuid?.()

const FILES_A_PIECE = 2000

/**
 * Lists all files below a folder, piece by piece in the order of their names, and returns what was passed over. Every call waits
 * for the file system, which takes a fifth of the processor time of asking it aside: this belongs in a thread of its own.
 * @throws what the file system says of the folder itself
 */
export function* listFolder(
  root: string,
  ownFolders: readonly string[],
): Generator<ListedPiece, ReadonlyMap<string, number>> {
  const passedOver = new Map<string, number>()
  const own = new Set(ownFolders)
  const open = ['']
  let piece = newPiece()
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const isRoot = folder === ''
    const absolute = isRoot ? root : `${root}/${folder}`
    if (own.has(absolute)) continue
    const names = namesIn(absolute)
    if ('error' in names) {
      // Without the chosen folder itself there is nothing to do; a part of it that cannot be read is listed.
      if (isRoot) throw names.error
      const code = isGone(names.error) ? 'file-not-found' : 'folder-not-readable'
      piece.unreadable.push({ path: folder, code })
      continue
    }
    if (!isRoot) piece.folders.push(folder)
    const inner: string[] = []
    for (const name of names.toSorted()) {
      const kind = kindPassedOver(name)
      if (kind !== null) {
        passedOver.set(kind, (passedOver.get(kind) ?? 0) + 1)
        continue
      }
      const path = isRoot ? name : `${folder}/${name}`
      if (look(systemPath(`${absolute}/${name}`), path, piece) === 'folder') inner.push(path)
    }
    if (piece.files.paths.length >= FILES_A_PIECE) {
      yield piece
      piece = newPiece()
    }
    // The last one in is looked into first.
    open.push(...inner.toReversed())
  }
  yield piece
  return passedOver
}

const newPiece = () => ({
  files: {
    paths: [] as string[],
    bytes: [] as number[],
    mtimesNs: [] as bigint[],
    inodes: [] as bigint[],
  },
  folders: [] as string[],
  unreadable: [] as { path: string; code: ErrorCode }[],
})

/** Names of a folder as `pathText` writes them, because they need not be UTF-8; or why there are none. */
function namesIn(folder: string): readonly string[] | { readonly error: unknown } {
  try {
    const path = systemPath(folder)
    const names = readdirSync(path)
    // Only then are there bytes that are no UTF-8, or this very character.
    if (!names.some((name) => name.includes('\uFFFD'))) return names
    return readdirSync(path, { encoding: 'buffer' }).map((name) => pathText(name))
  } catch (error) {
    return { error }
  }
}

/** Adds a file to what was found. Symbolic links are named but not followed: no file is met twice and no loop entered. */
function look(
  file: string | Buffer,
  path: string,
  { files, unreadable }: ReturnType<typeof newPiece>,
): 'folder' | 'other' {
  try {
    const stats = lstatSync(file, { bigint: true })
    if (stats.isDirectory()) return 'folder'
    if (!stats.isFile()) unreadable.push({ path, code: 'not-a-file' })
    else if (mayRead(file, stats)) {
      files.paths.push(path)
      files.bytes.push(Number(stats.size))
      files.mtimesNs.push(stats.mtimeNs)
      files.inodes.push(stats.ino)
    } else unreadable.push({ path, code: 'file-not-readable' })
  } catch (error) {
    unreadable.push({ path, code: isGone(error) ? 'file-not-found' : 'file-not-readable' })
  }
  return 'other'
}

/** True where a file may be read. Only what its mode seems to keep from us is asked of the system: an unchanged file is not opened. */
function mayRead(file: string | Buffer, { mode, uid }: BigIntStats): boolean {
  if (OWN_UID === undefined || OWN_UID === 0) return true
  if ((mode & (uid === BigInt(OWN_UID) ? 0o400n : 0o004n)) !== 0n) return true
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}

/** What a name is to be called among what is passed over; null for what is looked at. */
function kindPassedOver(name: string): string | null {
  if (name.startsWith('.')) return 'hidden'
  return SYSTEM_NAME_OF.get(name.toLowerCase()) ?? SIDECAR.exec(name)?.[0].toLowerCase() ?? null
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
