import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CallOutput } from '../../contract/contract.ts'
import { formatBytes } from '../parts/bytes.ts'
import { Button } from '../parts/button.tsx'
import { count, formatMoment } from '../parts/dates.ts'
import { problemWords } from './problem-words.ts'
import './settings-screen.css'

type Health = CallOutput<'catalogue.check'>

const PROBLEMS = ['rotten', 'unreadable', 'forbidden', 'edited', 'gone'] as const
const SHOWN_FILES = 20

interface Props {
  readonly health: Health
  readonly onRemoveOrphans: () => void
  readonly onMakeMissing: () => void
}

/** What a check found, in words, and what to do about each. */
export function HealthReport({ health, onRemoveOrphans, onMakeMissing }: Props) {
  const {
    isSound,
    integrity,
    danglingRows,
    unreadable,
    soundBackup,
    originals,
    smallPictures,
    newestBackup,
  } = health
  const places = integrity.length + danglingRows
  return (
    <div className="health">
      <p className="health__verdict" role="status">
        {isSound ? <CircleCheck size={18} aria-hidden /> : <TriangleAlert size={18} aria-hidden />}
        {isSound ? 'The catalogue is sound' : 'Something is damaged'}
      </p>
      <ul className="health__findings">
        {places === 0 ? null : (
          <Finding isBad>The catalogue’s file is damaged in {count(places, 'place')}.</Finding>
        )}
        {unreadable.length === 0 ? null : (
          <Finding isBad>
            Entries of the catalogue that cannot be read:{' '}
            {unreadable.map(({ entry, rows }) => count(rows, entry)).join(', ')}. Lists leave them out.
          </Finding>
        )}
        {places + unreadable.length === 0 ? null : (
          <Finding isBad={false}>
            The photos themselves are not in the catalogue and not affected. {restoreWords(soundBackup)}
          </Finding>
        )}
        {originals.checked + originals.offline === 0 ? null : (
          <Finding isBad={false}>{readWords(originals)}</Finding>
        )}
        {PROBLEMS.map((problem) => {
          const files = originals.problems.filter((each) => each.problem === problem)
          if (files.length === 0) return null
          return (
            <Finding key={problem} isBad={problem === 'rotten' || problem === 'unreadable'}>
              {problemWords(problem, files.length)}
              <ul className="health__files">
                {files.slice(0, SHOWN_FILES).map(({ file }) => (
                  <li key={file}>{file}</li>
                ))}
                {files.length > SHOWN_FILES ? (
                  <li>And {count(files.length - SHOWN_FILES, 'file')} more</li>
                ) : null}
              </ul>
            </Finding>
          )
        })}
        {smallPictures.made === 0 ? null : (
          <Finding isBad={false}>Small pictures of {count(smallPictures.made, 'file')} made again.</Finding>
        )}
        {smallPictures.missing === 0 ? null : (
          <Finding isBad={false}>
            The small pictures of {count(smallPictures.missing, 'file')} are missing. They are made when a
            photo is shown and its original is there.{' '}
            <Button look="quiet" onPress={onMakeMissing}>
              Make them now
            </Button>
          </Finding>
        )}
        {smallPictures.removed > 0 ? (
          <Finding isBad={false}>{count(smallPictures.removed, 'left-over small picture')} removed.</Finding>
        ) : smallPictures.orphans > 0 ? (
          <Finding isBad={false}>
            {count(smallPictures.orphans, 'small picture')} of photos that are forgotten,{' '}
            {formatBytes(smallPictures.orphanBytes)}.{' '}
            <Button look="quiet" onPress={onRemoveOrphans}>
              Remove them
            </Button>
          </Finding>
        ) : null}
        <Finding isBad={false}>
          {newestBackup === null
            ? 'There is no backup yet.'
            : `The newest backup is of ${formatMoment(newestBackup)}.`}
        </Finding>
      </ul>
    </div>
  )
}

function Finding({ isBad, children }: { readonly isBad: boolean; readonly children: ReactNode }) {
  return (
    <li className="health__finding">
      {isBad ? <TriangleAlert size={15} aria-label="Damage" /> : <Info size={15} aria-hidden />}
      <div>{children}</div>
    </li>
  )
}

function readWords({ checked, offline, problems }: Health['originals']): string {
  const same = checked - problems.length
  if (checked === 0 && offline > 0) return 'No original was read: the drive is not connected.'
  const read = `${count(same, 'original')} read in full, each byte as it was when it was imported.`
  if (offline === 0) return read
  return `${read} ${offline.toLocaleString('en-GB')} more could not be read: the drive is not connected.`
}

function restoreWords(backup: Health['soundBackup']): string {
  return backup === null
    ? 'No backup beside the catalogue was found sound: restore one that you saved in another folder.'
    : `Restore the backup of ${formatMoment(backup.madeAt)}, the newest that is sound; what was done after it is lost.`
}
