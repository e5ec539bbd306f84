import { existsSync } from 'node:fs'
import type { CallOutput } from '../../../contract/contract.ts'
import { AppError } from '../../../contract/errors.ts'
import { isRootThere, rootState } from '../../catalogue/root-state.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { lookAtRoot, type RootFindings } from './look-at-root.ts'
import { watchFolders, type FolderWatch } from './watch-folders.ts'

/** Looks after imported folders: what is new in them is told, what is gone or back is noted; nothing is imported by itself. */
export interface RootWatch {
  list(): CallOutput<'imports.roots'>
  /**
   * Looks at one folder or at all.
   * @throws AppError not-found, busy, cancelled
   */
  lookAgain(folder: string | undefined, signal: AbortSignal): Promise<CallOutput<'imports.roots'>>
  /** Notes that a folder was just imported as a whole. */
  noteImported(folder: string): void
  /** Looks at all folders soon, and again where their systems hint at a change. */
  start(): void
  close(): void
}

/** The window comes first. */
const START_DELAY_MS = 3000
/** A folder that is being copied into hints many times a second. */
const QUIET_MS = 4000

interface RootState {
  readonly findings: RootFindings
  readonly lookedAt: string
}

/** Makes a watch that does nothing until it is started or asked. */
export function watchRoots(deps: {
  readonly catalogue: Catalogue
  readonly catalogueFolder: string
  readonly now: () => Date
  readonly startDelayMs?: number
  readonly quietMs?: number
}): RootWatch {
  const { catalogue } = deps
  const states = new Map<string, RootState>()
  const looking = new Set<string>()
  const watches = new Map<string, FolderWatch>()
  const timers = new Map<string, NodeJS.Timeout>()
  const ended = new AbortController()
  let isStarted = false

  const look = async (path: string, signal: AbortSignal): Promise<void> => {
    // A drive that is off leaves everything as it is.
    if (!isRootThere(path)) return
    looking.add(path)
    try {
      const findings = await lookAtRoot(catalogue, path, {
        signal,
        ownFolder: deps.catalogueFolder,
        now: deps.now(),
      })
      states.set(path, { findings, lookedAt: deps.now().toISOString() })
      if (isStarted) watch(path, findings)
    } finally {
      looking.delete(path)
    }
  }

  const watch = (path: string, { folders }: RootFindings): void => {
    const watched = watches.get(path) ?? watchFolders(() => soon(path, deps.quietMs ?? QUIET_MS))
    watches.set(path, watched)
    watched.follow(folders)
  }

  /** Looks once nothing has hinted at a change for a while; a look that fails is left to the next hint or start. */
  const soon = (path: string, delayMs: number): void => {
    clearTimeout(timers.get(path))
    if (ended.signal.aborted) return
    const timer = setTimeout(() => {
      look(path, ended.signal).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'busy') soon(path, delayMs)
      })
    }, delayMs)
    timer.unref()
    timers.set(path, timer)
  }

  const list = (): CallOutput<'imports.roots'> => {
    const roots = catalogue.roots.list()
    // A folder in another one has no photos of its own; nor has one that was moved away as a whole, once they were found again.
    const isSpent = ({ path, photos, corrections, dayOrder }: (typeof roots)[number]): boolean =>
      photos === 0 &&
      (!existsSync(path) ||
        (corrections === 0 &&
          dayOrder === null &&
          roots.some((root) => root.photos > 0 && path.startsWith(`${root.path}/`))))
    return roots
      .filter((root) => !isSpent(root))
      .map(({ path, ...root }) => {
        const state = states.get(path)
        const now = rootState(path)
        return {
          ...root,
          folder: path,
          isThere: now === 'there',
          isForbidden: now === 'forbidden',
          newFiles: state?.findings.newFiles ?? 0,
          changedFiles: state?.findings.changedFiles ?? 0,
          lookedAt: state?.lookedAt ?? null,
          isLooking: looking.has(path),
        }
      })
  }

  return {
    list,
    async lookAgain(folder, signal) {
      const paths = catalogue.imports.roots().map(({ path }) => path)
      if (folder !== undefined && !paths.includes(folder)) {
        throw new AppError('not-found', 'This folder was never imported, so there is nothing to compare.')
      }
      for (const path of paths) if (folder === undefined || path === folder) await look(path, signal)
      return list()
    },
    noteImported(folder) {
      const lookedAt = deps.now().toISOString()
      for (const { path } of catalogue.imports.roots()) {
        const isInside = path === folder || path.startsWith(`${folder}/`)
        if (isInside) states.set(path, { findings: { newFiles: 0, changedFiles: 0, folders: [] }, lookedAt })
        if (isStarted && (isInside || folder.startsWith(`${path}/`))) soon(path, deps.quietMs ?? QUIET_MS)
      }
    },
    start() {
      isStarted = true
      for (const { path } of catalogue.imports.roots()) soon(path, deps.startDelayMs ?? START_DELAY_MS)
    },
    close() {
      ended.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      for (const watched of watches.values()) watched.close()
    },
  }
}
