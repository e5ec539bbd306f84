import { constants, type BigIntStats } from 'node:fs'
import { access, lstat, readdir } from 'node:fs/promises'
import type { ErrorCode } from '../../../contract/errors.ts'

/** A file below the chosen folder. Names are bytes, because they need not be UTF-8. */
export interface WalkedFile {
  readonly path: Buffer
  /** Relative to the chosen folder, with forward slashes. */
  readonly relative: Buffer
  readonly bytes: number
  readonly mtimeNs: string
  readonly inode: string
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

const STATS_AT_ONCE = 64
const SLASH = Buffer.from('/')

/**
 * Lists all files below a folder. Symbolic links are named but not followed, so that no file is met twice and no loop
 * entered; hidden and system files are only counted.
 */
export async function walkFolder(
  root: string,
  options: {
    readonly signal: AbortSignal
    /** Called with the number of files found so far. */
    readonly onProgress: (files: number) => void
    /** Absolute folders that are the program's own. */
    readonly ownFolders?: readonly string[]
  },
): Promise<Walk> {
  const files: WalkedFile[] = []
  const allFolders: Buffer[] = []
  const unreadable: { relative: Buffer; code: ErrorCode }[] = []
  const passedOver = new Map<string, number>()
  const own = new Set(options.ownFolders)
  const base = Buffer.from(root)

  const visit = async (folder: Buffer): Promise<void> => {
    const absolute = folder.length === 0 ? base : Buffer.concat([base, SLASH, folder])
    if (options.signal.aborted || own.has(absolute.toString())) return
    let names: Buffer[]
    try {
      names = (await readdir(absolute, { encoding: 'buffer' })).filter((name) => {
        const kind = kindPassedOver(name.toString())
        if (kind !== null) passedOver.set(kind, (passedOver.get(kind) ?? 0) + 1)
        return kind === null
      })
    } catch (error) {
      // Without the chosen folder itself there is nothing to do; a part of it that cannot be read is listed.
      if (folder.length === 0) throw error
      unreadable.push({ relative: folder, code: isGone(error) ? 'file-not-found' : 'folder-not-readable' })
      return
    }
    if (folder.length > 0) allFolders.push(absolute)
    names.sort((one, other) => one.compare(other))
    const folders: Buffer[] = []
    for (let from = 0; from < names.length; from += STATS_AT_ONCE) {
      const found = await Promise.all(
        names.slice(from, from + STATS_AT_ONCE).map((name) => look(absolute, folder, name)),
      )
      for (const { path, relative, stats, error } of found) {
        if (stats === null)
          unreadable.push({ relative, code: isGone(error) ? 'file-not-found' : 'file-not-readable' })
        else if (stats.isDirectory()) folders.push(relative)
        else if (!stats.isFile()) unreadable.push({ relative, code: 'not-a-file' })
        else if (isPlainlyReadable(stats) || (await canRead(path)))
          files.push({ path, relative, ...fingerprint(stats) })
        else unreadable.push({ relative, code: 'file-not-readable' })
      }
      if (options.signal.aborted) return
    }
    options.onProgress(files.length)
    for (const inner of folders) await visit(inner)
  }

  await visit(Buffer.alloc(0))
  return { files, folders: allFolders, unreadable, passedOver }
}

interface Look {
  readonly path: Buffer
  readonly relative: Buffer
  readonly stats: BigIntStats | null
  readonly error: unknown
}

async function look(absolute: Buffer, folder: Buffer, name: Buffer): Promise<Look> {
  const path = Buffer.concat([absolute, SLASH, name])
  const relative = folder.length === 0 ? name : Buffer.concat([folder, SLASH, name])
  try {
    return { path, relative, stats: await lstat(path, { bigint: true }), error: null }
  } catch (error) {
    return { path, relative, stats: null, error }
  }
}

/** True where the mode alone says that we may read a file: an unchanged one is not opened, and a hundred thousand are not asked about. */
function isPlainlyReadable({ mode, uid }: BigIntStats): boolean {
  if (OWN_UID === undefined || OWN_UID === 0) return true
  return (mode & (uid === BigInt(OWN_UID) ? 0o400n : 0o004n)) !== 0n
}

function canRead(path: Buffer): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  )
}

/** What shows that a file is still the one that was read: its size, time of change and number. */
function fingerprint(stats: BigIntStats): Pick<WalkedFile, 'bytes' | 'mtimeNs' | 'inode'> {
  return { bytes: Number(stats.size), mtimeNs: stats.mtimeNs.toString(), inode: stats.ino.toString() }
}

/** What a name is to be called among what is passed over; null for what is looked at. */
function kindPassedOver(name: string): string | null {
  if (name.startsWith('.')) return 'hidden'
  return SYSTEM_NAME_OF.get(name.toLowerCase()) ?? SIDECAR.exec(name)?.[0].toLowerCase() ?? null
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
