import { ListChecks } from 'lucide-react'
import { MOST_COUNTED } from '../../contract/needs.ts'
import { countWords } from '../needs/need-words.ts'
import { useNeedsCount } from '../needs/use-needs-count.ts'
import { ButtonLink } from '../parts/button-link.tsx'
import './import-screen.css'

/** Says that something waits for a person, and leads there; nothing where nothing waits. */
export function NeedsBanner() {
  const needs = useNeedsCount()
  if (needs === 0) return null
  return (
    <div className="needs-banner">
      <ListChecks size={18} aria-hidden />
      <p className="needs-banner__words">
        <strong>
          {countWords(needs, MOST_COUNTED)} {needs === 1 ? 'thing needs' : 'things need'} a look
        </strong>
        <span className="needs-banner__note">
          Unclear clients, dates, views and phases, and files that could not be read.
        </span>
      </p>
      <ButtonLink link={{ to: '/look' }}>Go through {needs === 1 ? 'it' : 'them'}</ButtonLink>
    </div>
  )
}
