import { Link, useLocation, type LinkProps } from '@tanstack/react-router'
import { ChartLine, FolderInput, Settings2, SquareSplitHorizontal, Users } from 'lucide-react'
import type { ReactElement } from 'react'
import { Focusable } from 'react-aria-components'
import { useImportJob } from '../import/import-job.tsx'
import { Tooltip } from '../parts/tooltip.tsx'
import { Mark } from './mark.tsx'
import { ShortcutsHelp } from './shortcuts-help.tsx'
import { useCurrentWork } from './use-current-work.ts'
import './rail.css'

type Section = 'clients' | 'import' | 'compare' | 'fade' | 'settings'

/** The column on the left: where one can go. Compare and Fade stand there as soon as there is something to show. */
export function Rail() {
  const { compare, fade } = useCurrentWork()
  const { state } = useImportJob()
  const here = sectionOf(useLocation({ select: (location) => location.pathname }))
  return (
    <nav className="rail" aria-label="Main">
      <Mark />
      <ul className="rail__list">
        <RailItem words="Clients" icon={<Users size={20} />} link={{ to: '/' }} isHere={here === 'clients'} />
        <RailItem
          words="Import"
          icon={<FolderInput size={20} />}
          link={{ to: '/import' }}
          isHere={here === 'import'}
          isBusy={state.kind === 'running'}
        />
        {compare === null ? null : (
          <RailItem
            words="Compare"
            icon={<SquareSplitHorizontal size={20} />}
            link={{ to: '/compare/$beforeId/$afterId', params: compare }}
            isHere={here === 'compare'}
          />
        )}
        {fade === null ? null : (
          <RailItem
            words="Fade"
            icon={<ChartLine size={20} />}
            link={{ to: '/clients/$clientId/fade/$view', params: fade }}
            isHere={here === 'fade'}
          />
        )}
      </ul>
      <ul className="rail__list rail__list--end">
        <li>
          <ShortcutsHelp />
        </li>
        <RailItem
          words="Settings"
          icon={<Settings2 size={20} />}
          link={{ to: '/settings' }}
          isHere={here === 'settings'}
        />
      </ul>
    </nav>
  )
}

function sectionOf(path: string): Section {
  if (path.startsWith('/compare') || path.startsWith('/align')) return 'compare'
  if (path.includes('/fade/')) return 'fade'
  if (path.startsWith('/import')) return 'import'
  if (path.startsWith('/settings')) return 'settings'
  return 'clients'
}

interface ItemProps {
  readonly words: string
  readonly icon: ReactElement
  readonly link: Pick<LinkProps, 'to' | 'params'>
  readonly isHere: boolean
  /** True while something runs there. */
  readonly isBusy?: boolean
}

function RailItem({ words, icon, link, isHere, isBusy = false }: ItemProps) {
  const name = isBusy ? `${words}, running` : words
  return (
    <li>
      <Tooltip words={name} placement="right">
        <Focusable>
          <Link
            {...link}
            activeOptions={{ exact: true }}
            className={isHere ? 'rail__link rail__link--here' : 'rail__link'}
            aria-label={name}
          >
            {icon}
            {isBusy ? <span className="rail__busy" aria-hidden /> : null}
          </Link>
        </Focusable>
      </Tooltip>
    </li>
  )
}
