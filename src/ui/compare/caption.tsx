import { formatVisitDate } from '../parts/dates.ts'
import type { DatedPhoto } from './use-comparison.ts'

/** What stands on a photo: its role, its date, and when in the treatment; a fresh photo says so. */
export function Caption({ role, dated }: { readonly role: string; readonly dated: DatedPhoto }) {
  const { photo, occasion } = dated
  return (
    <span className="caption">
      <span className="caption__role">{role}</span>
      <span className="caption__when">
        {/* The dot stays with the date, so that no line begins with it. */}
        <span>
          {formatVisitDate(photo.visitDate)}
          {occasion.long === '' ? '' : ' ·'}
        </span>
        {occasion.long === '' ? null : <span>{occasion.long}</span>}
      </span>
    </span>
  )
}
