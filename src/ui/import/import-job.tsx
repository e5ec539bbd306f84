import { useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'
import type { Progress } from '../../contract/command.ts'
import type { AppError } from '../../contract/errors.ts'
import type { ImportReport } from '../../contract/imports.ts'
import { useLongCall } from '../app/use-long-call.ts'
import { count } from '../parts/dates.ts'
import { toast } from '../parts/toast.ts'
import { clearRecentFiles, noteProgress } from './recent-files.ts'

/** What is imported: a folder of the clinic's, or the sample that comes with the program. */
export type ImportSubject = { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'sample' }

/** Where the import stands; it goes on whatever screen is open. */
export type ImportJobState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running'
      readonly subject: ImportSubject
      readonly progress: Progress | null
      readonly isCancelling: boolean
    }
  | { readonly kind: 'done'; readonly subject: ImportSubject; readonly report: ImportReport }
  | {
      readonly kind: 'failed'
      readonly subject: ImportSubject
      readonly error: AppError
      readonly progress: Progress | null
    }

interface ImportJob {
  readonly state: ImportJobState
  readonly start: (subject: ImportSubject) => void
  readonly cancel: () => void
  readonly reset: () => void
}

const ImportJobContext = createContext<ImportJob | null>(null)

/** Keeps the one running import above the screens, so that leaving the import screen does not stop it. */
export function ImportJobProvider({ children }: { readonly children: ReactNode }) {
  const cache = useQueryClient()
  const folderCall = useLongCall('imports.run')
  const sampleCall = useLongCall('imports.sample')
  const [subject, setSubject] = useState<ImportSubject | null>(null)

  const { start: startFolder, cancel: cancelFolder, reset: resetFolder } = folderCall
  const { start: startSample, cancel: cancelSample, reset: resetSample } = sampleCall

  const start = useCallback(
    (next: ImportSubject) => {
      setSubject(next)
      clearRecentFiles()
      const work =
        next.kind === 'folder'
          ? startFolder({ folder: next.folder }, noteProgress)
          : startSample({}, noteProgress)
      // Also after a cancel or a failure: what was read until then is in the catalogue.
      void work.then((report) => {
        // Whoever looks at another screen meanwhile is told; the welcome gives way to the clients by itself.
        if (report !== null && next.kind === 'folder' && !isOnImportScreen())
          toast(`Import finished: ${count(report.added, 'photo')} added`)
        return cache.invalidateQueries()
      })
    },
    [cache, startFolder, startSample],
  )
  const cancel = useCallback(() => {
    cancelFolder()
    cancelSample()
  }, [cancelFolder, cancelSample])
  const reset = useCallback(() => {
    setSubject(null)
    resetFolder()
    resetSample()
  }, [resetFolder, resetSample])

  const call = subject?.kind === 'sample' ? sampleCall.state : folderCall.state
  const job = useMemo<ImportJob>(
    () => ({ state: stateOf(subject, call), start, cancel, reset }),
    [subject, call, start, cancel, reset],
  )
  return <ImportJobContext value={job}>{children}</ImportJobContext>
}

/** The one import of this window. */
export function useImportJob(): ImportJob {
  const job = useContext(ImportJobContext)
  if (job === null) throw new Error('useImportJob stands outside ImportJobProvider')
  return job
}

function isOnImportScreen(): boolean {
  return window.location.hash.startsWith('#/import')
}

type CallState = ReturnType<typeof useLongCall<'imports.run'>>['state']

function stateOf(subject: ImportSubject | null, call: CallState): ImportJobState {
  if (subject === null || call.kind === 'idle') return { kind: 'idle' }
  if (call.kind === 'done') return { kind: 'done', subject, report: call.output }
  return { ...call, subject }
}
