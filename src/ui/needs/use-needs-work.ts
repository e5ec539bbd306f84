import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { AppError } from '../../contract/errors.ts'
import type { CallOutput } from '../../contract/contract.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { NeedItem, UnreadFiles } from '../../contract/needs.ts'
import { useCallQuery } from '../app/call-query.ts'
import { errorWords } from '../parts/error-words.ts'
import { toast } from '../parts/toast.ts'
import { NEED_KINDS, type NeedKind } from './need-words.ts'
import { useUndoStack } from './use-undo-stack.ts'

/** One thing of the work list. */
export type WorkItem =
  | { readonly kind: 'photo'; readonly key: string; readonly item: NeedItem }
  | { readonly kind: 'files'; readonly key: string; readonly files: UnreadFiles }

/** Answers something and hands back the way to take the answer back. */
export type Answer = () => Promise<() => Promise<unknown>>

interface NeedsWork {
  readonly counts: CallOutput<'needs.counts'> | undefined
  readonly error: AppError | null
  readonly kind: NeedKind
  readonly choose: (kind: NeedKind) => void
  /** The thing that is asked about; undefined while it is fetched, null where nothing of this kind is left. */
  readonly current: WorkItem | null | undefined
  /** Its place among those that were fetched, from 1, and how many these are. */
  readonly place: number
  readonly listed: number
  readonly go: (step: 1 | -1) => void
  /** What was answered is out of sight at once: the thing asked about, or on a sheet the photos with these numbers. */
  readonly answer: (run: Answer, photos?: readonly PhotoId[]) => void
  /** The view of this photo was said, though the backend's list may not say so yet. */
  readonly isViewSaid: (photo: PhotoId) => boolean
  readonly canUndo: boolean
  readonly undo: () => void
}

interface Position {
  readonly kind: NeedKind
  readonly index: number
}

/** The work list: one thing after the other, each answered, left as it is, or passed over; every answer can be taken back. */
export function useNeedsWork(): NeedsWork {
  const cache = useQueryClient()
  const counts = useCallQuery('needs.counts', {})
  const [chosen, setPosition] = useState<Position | null>(null)
  // What was answered is out of sight at once; the backend's list follows.
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set())
  // Undo waits for it, or it would take back the answer before.
  const lastAnswer = useRef<Promise<unknown>>(Promise.resolve())
  // The first answer can be taken back before the backend has heard it.
  const [onTheirWay, setOnTheirWay] = useState(0)
  const { depth, push, undo } = useUndoStack<Position & { readonly keys: readonly string[] }>()

  const isLeft = (kind: NeedKind): boolean => (counts.data?.[kind] ?? 0) > 0
  // A kind that is done gives way to the next one.
  const position =
    chosen !== null && isLeft(chosen.kind)
      ? chosen
      : { kind: NEED_KINDS.find(isLeft) ?? chosen?.kind ?? 'client', index: 0 }
  const { kind, index } = position
  const photos = useCallQuery(
    'needs.list',
    { need: kind === 'files' ? 'client' : kind },
    { isEnabled: kind !== 'files' },
  )
  const files = useCallQuery('needs.files', {}, { isEnabled: kind === 'files' })
  const isFetching = counts.isFetching || (kind === 'files' ? files.isFetching : photos.isFetching)
  const all: readonly Waiting[] | undefined =
    kind === 'files'
      ? files.data?.map((group) => ({ key: `${group.folder} ${group.code}`, group }))
      : photos.data?.map((photo) => ({ key: keyOf(kind, photo), photo }))
  const waiting = all?.filter(({ key }) => !answered.has(key))
  const at = Math.min(index, Math.max(0, (waiting?.length ?? 0) - 1))
  const here = waiting?.[at]
  const item = useNeedItem(kind, here?.photo)
  // The next one is there before it is asked for.
  const next = waiting?.[at + 1]?.photo
  useNeedItem(kind, next)
  useCallQuery('needs.names', { photo: next ?? 1 }, { isEnabled: kind === 'client' && next !== undefined })
  const current = currentOf(here, item.data, { isDone: waiting !== undefined && !isFetching })

  const refresh = useCallback(() => cache.invalidateQueries(), [cache])
  const answer = (run: Answer, sheetPhotos?: readonly PhotoId[]): void => {
    const keys = sheetPhotos?.map((photo) => keyOf('view', photo)) ?? (current ? [current.key] : [])
    if (keys.length === 0) return
    setAnswered((before) => new Set([...before, ...keys]))
    setPosition({ kind, index: at })
    setOnTheirWay((count) => count + 1)
    lastAnswer.current = run()
      .then((takeBack) => {
        push({
          place: { kind, index: at, keys },
          run: async () => {
            await takeBack()
          },
        })
        return refresh()
      })
      .catch((error: unknown) => {
        setAnswered((before) => without(before, keys))
        tell(error)
      })
      .finally(() => setOnTheirWay((count) => count - 1))
  }

  const takeBack = (): void => {
    lastAnswer.current
      .then(undo)
      .then((place) => {
        if (place === null) return undefined
        setAnswered((before) => without(before, place.keys))
        setPosition({ kind: place.kind, index: place.index })
        return refresh()
      })
      .catch(tell)
  }

  return {
    counts: counts.data,
    error: counts.error ?? photos.error ?? files.error ?? item.error,
    kind,
    choose: (chosenKind) => setPosition({ kind: chosenKind, index: 0 }),
    current,
    place: at + 1,
    listed: waiting?.length ?? 0,
    go: (step) =>
      setPosition({ kind, index: Math.min(Math.max(0, at + step), Math.max(0, (waiting?.length ?? 0) - 1)) }),
    answer,
    isViewSaid: (photo) => answered.has(keyOf('view', photo)),
    canUndo: depth > 0 || onTheirWay > 0,
    undo: takeBack,
  }
}

/** A thing of the work list, before all of it is known. */
interface Waiting {
  readonly key: string
  readonly photo?: PhotoId
  readonly group?: UnreadFiles
}

function useNeedItem(kind: NeedKind, photo: PhotoId | undefined) {
  return useCallQuery(
    'needs.item',
    // Never sent where there is no photo: the call is off then.
    { need: kind === 'files' ? 'client' : kind, photo: photo ?? 1 },
    { isEnabled: kind !== 'files' && photo !== undefined },
  )
}

function currentOf(
  here: Waiting | undefined,
  item: NeedItem | undefined,
  { isDone }: { readonly isDone: boolean },
): WorkItem | null | undefined {
  if (here === undefined) return isDone ? null : undefined
  if (here.group !== undefined) return { kind: 'files', key: here.key, files: here.group }
  return item === undefined ? undefined : { kind: 'photo', key: here.key, item }
}

function keyOf(kind: NeedKind, photo: PhotoId): string {
  return `${kind} ${photo}`
}

function without(all: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  const rest = new Set(all)
  for (const key of keys) rest.delete(key)
  return rest
}

function tell(error: unknown): void {
  if (!(error instanceof AppError)) throw error
  toast(`${errorWords(error.code).what}. ${errorWords(error.code).next}`, { kind: 'failed' })
}
