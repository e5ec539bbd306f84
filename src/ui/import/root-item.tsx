import { FolderCheck, FolderX, Lock, Sparkle, Unplug } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import type { CallOutput } from '../../contract/contract.ts'
import type { AppError } from '../../contract/errors.ts'
import type { DayOrder } from '../../contract/imports.ts'
import { useCallMutation } from '../app/call-query.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { count, formatMoment } from '../parts/dates.ts'
import { errorWords } from '../parts/error-words.ts'
import { Select } from '../parts/select.tsx'
import { toast } from '../parts/toast.ts'
import { setFolder } from './folder-choice.ts'
import { folderName } from './folder-name.ts'
import { useImportJob } from './import-job.tsx'
import './root-item.css'

type Root = CallOutput<'imports.roots'>[number]

const ORDERS = [
  { id: 'ask', words: 'Dates: ask if unclear' },
  { id: 'day-first', words: 'Dates: day first' },
  { id: 'month-first', words: 'Dates: month first' },
] as const

/** A folder that photos came from: whether it is there, what is new or gone in it, and how its dates are read. */
export function RootItem({ root }: { readonly root: Root }) {
  const { folder, isThere, isForbidden, isLooking, dayOrder, newFiles, changedFiles } = root
  const name = folderName(folder)
  const cache = useQueryClient()
  const { start } = useImportJob()
  const lookAgain = useCallMutation('imports.lookAgain', { invalidates: [] })
  const setOrder = useCallMutation('imports.setDayOrder', { invalidates: [] })
  const onError = (error: AppError): void =>
    toast(`${errorWords(error.code).what}. ${errorWords(error.code).next}`, { kind: 'failed' })

  const look = (): void =>
    lookAgain.mutate(
      { folder },
      {
        onSuccess: () => {
          // Photos that are gone or back show it wherever they are.
          void cache.invalidateQueries()
        },
        onError,
      },
    )
  const choose = (order: DayOrder | null): void =>
    setOrder.mutate(
      { folder, order },
      {
        onSuccess: ({ redated }) => {
          void cache.invalidateQueries()
          toast(orderWords(order, redated))
        },
        onError,
      },
    )
  const waiting = newFiles + changedFiles
  return (
    <li className="root-item">
      <span className="root-item__icon">
        {isThere ? (
          <FolderCheck size={18} aria-hidden />
        ) : isForbidden ? (
          <Lock size={18} aria-hidden />
        ) : (
          <Unplug size={18} aria-hidden />
        )}
      </span>
      <div className="root-item__what">
        <span className="root-item__name">
          <span className="ellipsis" title={folder}>
            {name}
          </span>
          <StateBadges root={root} />
        </span>
        <span className="root-item__path ellipsis" title={folder}>
          {folder}
        </span>
        <span className="root-item__facts">{factsOf(root, lookAgain.isPending || isLooking)}</span>
      </div>
      <div className="root-item__order">
        <Select
          label={`Order of day and month in ${name}`}
          isLabelHidden
          options={ORDERS}
          value={dayOrder ?? 'ask'}
          isDisabled={!isThere || setOrder.isPending}
          onChange={(order) => choose(order === 'ask' ? null : order)}
        />
      </div>
      {isThere && waiting > 0 ? (
        <Button
          look="primary"
          aria-label={`Import what is new in ${name}`}
          onPress={() => start({ kind: 'folder', folder })}
        >
          Import {waiting.toLocaleString('en-GB')}
        </Button>
      ) : null}
      <Button
        look="quiet"
        isDisabled={!isThere}
        aria-label={`What was read in ${name}`}
        onPress={() => setFolder(folder)}
      >
        What was read
      </Button>
      <Button
        isDisabled={!isThere || lookAgain.isPending || isLooking}
        aria-label={`Look again in ${name}`}
        onPress={look}
      >
        Look again
      </Button>
    </li>
  )
}

function StateBadges({ root }: { readonly root: Root }) {
  const { isThere, isForbidden, missing, newFiles } = root
  if (isForbidden) return <Badge icon={<Lock size={12} aria-hidden />}>May not be read</Badge>
  if (!isThere) return <Badge icon={<Unplug size={12} aria-hidden />}>Not connected</Badge>
  return (
    <>
      {newFiles === 0 ? null : (
        <Badge look="loud" icon={<Sparkle size={12} aria-hidden />}>
          {newFiles.toLocaleString('en-GB')} new
        </Badge>
      )}
      {missing === 0 ? null : (
        <Badge icon={<FolderX size={12} aria-hidden />}>{missing.toLocaleString('en-GB')} missing</Badge>
      )}
    </>
  )
}

function factsOf(root: Root, isLooking: boolean): string {
  const { isThere, isForbidden, photos, corrections, newFiles, changedFiles, lookedAt } = root
  const facts = [count(photos, 'photo')]
  if (corrections > 0) facts.push(`${count(corrections, 'correction')} remembered`)
  if (isForbidden)
    facts.push('small pictures and figures stay; allow it to be read and it comes back by itself')
  else if (!isThere)
    facts.push('small pictures and figures stay; connect the drive and it comes back by itself')
  else if (isLooking) facts.push('looking …')
  else if (changedFiles > 0) facts.push(`${count(changedFiles, 'file')} changed`)
  else if (lookedAt !== null && newFiles === 0) facts.push(`nothing new, ${formatMoment(lookedAt)}`)
  return facts.join(' · ')
}

function orderWords(order: DayOrder | null, redated: number): string {
  const said = order === null ? 'Unclear dates are asked about again' : 'Kept for this folder'
  return redated === 0 ? said : `${said}; ${count(redated, 'photo')} moved to another day`
}
