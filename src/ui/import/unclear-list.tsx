import { CalendarX2, CircleCheck, CircleHelp, FileWarning, Images, UserRoundX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Unclear } from '../../contract/imports.ts'
import { count } from '../parts/dates.ts'
import './unclear-list.css'

const ICONS: Readonly<Record<Unclear['kind'], ReactNode>> = {
  client: <UserRoundX size={16} aria-hidden />,
  date: <CalendarX2 size={16} aria-hidden />,
  view: <Images size={16} aria-hidden />,
  phase: <CircleHelp size={16} aria-hidden />,
  file: <FileWarning size={16} aria-hidden />,
}

/** What the names do not tell, what will be assumed, and one example each. */
export function UnclearList({ unclear }: { readonly unclear: readonly Unclear[] }) {
  if (unclear.length === 0) {
    return (
      <p className="unclear__none">
        <CircleCheck size={16} aria-hidden />
        Nothing: every name could be read.
      </p>
    )
  }
  return (
    <>
      <ul className="unclear">
        {unclear.map((item) => (
          <li key={`${item.kind} ${item.message}`} className="unclear__item">
            {ICONS[item.kind]}
            <div className="unclear__words">
              <p>{item.message}</p>
              <p className="unclear__example">
                {count(item.files, 'file')}, for example {item.example}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className="unclear__note">None of this stops the import; each can be put right afterwards.</p>
    </>
  )
}
