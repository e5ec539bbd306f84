import { Link, useLocation, type LinkProps } from '@tanstack/react-router'
import { ChartLine, FolderInput, ListChecks, Settings2, SquareSplitHorizontal, Users } from 'lucide-react'
import type { ReactElement } from 'react'
import { Focusable } from 'react-aria-components'
import { MOST_COUNTED } from '../../contract/needs.ts'
import { useSeriesJob } from '../compare/series-job.tsx'
import { useImportJob } from '../import/import-job.tsx'
import { useDrives } from '../import/use-drives.ts'
import { useNewFiles } from '../import/use-new-files.ts'
import { Tooltip } from '../parts/tooltip.tsx'
import { countWords } from '../needs/need-words.ts'
import { useNeedsCount } from '../needs/use-needs-count.ts'
import { Mark } from './mark.tsx'
import { ShortcutsHelp } from './shortcuts-help.tsx'
import { useCurrentWork } from './use-current-work.ts'
import './rail.css'

type Section = 'clients' | 'import' | 'look' | 'compare' | 'fade' | 'settings'

/** As many digits as a small badge has room for. */
const RAIL_MOST = 100

/** The column on the left: where one can go. Compare and Fade stand there as soon as there is something to show. */
export function Rail() {
  const { compare, fade } = useCurrentWork()
  const imports = useImportJob()
  const series = useSeriesJob()
  const needs = useNeedsCount()
  const newFiles = useNewFiles()
  useDrives()
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
          isBusy={imports.state.kind === 'running'}
          count={newFiles}
          countNoun="new"
        />
        {needs === 0 && here !== 'look' ? null : (
          <RailItem
            words="Needs a look"
            icon={<ListChecks size={20} />}
            link={{ to: '/look' }}
            isHere={here === 'look'}
            count={needs}
          />
        )}
        {compare === null ? null : (
          <RailItem
            words="Compare"
            icon={<SquareSplitHorizontal size={20} />}
            link={{ to: '/compare/$beforeId/$afterId', params: compare }}
            isHere={here === 'compare'}
            isBusy={series.state.kind === 'running'}
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
  if (path.startsWith('/look')) return 'look'
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
  /** How many things wait there. */
  readonly count?: number
  /** What they are, where it is not plain. */
  readonly countNoun?: string
}

function RailItem({ words, icon, link, isHere, isBusy = false, count = 0, countNoun }: ItemProps) {
  const name = isBusy
    ? `${words}, running`
    : count > 0
      ? `${words}, ${countWords(count, MOST_COUNTED)}${countNoun === undefined ? '' : ` ${countNoun}`}`
      : words
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
            {count > 0 && !isBusy ? (
              <span className="rail__count figures" aria-hidden>
                {countWords(count, RAIL_MOST)}
              </span>
            ) : null}
            {isBusy ? <span className="rail__busy" aria-hidden /> : null}
          </Link>
        </Focusable>
      </Tooltip>
    </li>
  )
}
