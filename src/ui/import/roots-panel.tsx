import { FolderCheck, FolderX, Unplug } from 'lucide-react'
import type { CallOutput } from '../../contract/contract.ts'
import type { DayOrder } from '../../contract/imports.ts'
import { useCallMutation, useCallQuery } from '../app/call-query.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { count } from '../parts/dates.ts'
import { errorWords } from '../parts/error-words.ts'
import { Panel } from '../parts/panel.tsx'
import { Select } from '../parts/select.tsx'
import { toast } from '../parts/toast.ts'
import { folderName } from './folder-name.ts'
import { useImportJob } from './import-job.tsx'
import './roots-panel.css'

type Root = CallOutput<'imports.roots'>[number]

/** A drive that is plugged in again is seen within this time. */
const LOOK_EVERY_MS = 5000

const ORDERS = [
  { id: 'ask', words: 'Dates: ask if unclear' },
  { id: 'day-first', words: 'Dates: day first' },
  { id: 'month-first', words: 'Dates: month first' },
] as const

/** The folders that photos came from: whether each is there now, and how its dates are read. */
export function RootsPanel() {
  const roots = useCallQuery('imports.roots', {}, { refetchMs: LOOK_EVERY_MS })
  if (roots.data === undefined || roots.data.length === 0) return null
  return (
    <Panel title="Your folders">
      <ul>
        {roots.data.map((root) => (
          <RootItem key={root.folder} root={root} />
        ))}
      </ul>
    </Panel>
  )
}

function RootItem({ root }: { readonly root: Root }) {
  const { folder, isThere, dayOrder } = root
  const name = folderName(folder)
  const { start } = useImportJob()
  const setOrder = useCallMutation('imports.setDayOrder', { invalidates: ['imports.roots'] })
  const choose = (order: DayOrder | null): void =>
    setOrder.mutate(
      { folder, order },
      {
        onSuccess: () =>
          toast(order === null ? 'Unclear dates are asked about again' : 'Kept for this folder'),
        onError: (error) => toast(`${errorWords(error.code).what}.`, { kind: 'failed' }),
      },
    )
  return (
    <li className="root-item">
      <span className="root-item__icon">
        {isThere ? <FolderCheck size={18} aria-hidden /> : <Unplug size={18} aria-hidden />}
      </span>
      <div className="root-item__what">
        <span className="root-item__name">
          <span className="ellipsis" title={folder}>
            {name}
          </span>
          <StateBadge root={root} />
        </span>
        <span className="root-item__path ellipsis" title={folder}>
          {folder}
        </span>
        <span className="root-item__facts">{factsOf(root)}</span>
      </div>
      <div className="root-item__order">
        <Select
          label={`Order of day and month in ${name}`}
          isLabelHidden
          options={ORDERS}
          value={dayOrder ?? 'ask'}
          isDisabled={!isThere}
          onChange={(order) => choose(order === 'ask' ? null : order)}
        />
      </div>
      <Button
        isDisabled={!isThere}
        aria-label={`Look again in ${name}`}
        onPress={() => start({ kind: 'folder', folder })}
      >
        Look again
      </Button>
    </li>
  )
}

function StateBadge({ root }: { readonly root: Root }) {
  if (!root.isThere) return <Badge icon={<Unplug size={12} aria-hidden />}>Not connected</Badge>
  if (root.missing === 0) return null
  return (
    <Badge icon={<FolderX size={12} aria-hidden />}>{root.missing.toLocaleString('en-GB')} missing</Badge>
  )
}

function factsOf({ isThere, photos, corrections }: Root): string {
  const facts = [count(photos, 'photo')]
  if (corrections > 0) facts.push(`${count(corrections, 'correction')} remembered`)
  if (!isThere) facts.push('small pictures and figures stay; connect the drive and it comes back by itself')
  return facts.join(' · ')
}
