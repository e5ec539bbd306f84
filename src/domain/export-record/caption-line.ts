import type { ExportRecord } from '../../contract/exports.ts'
import type { Phase } from '../../contract/vocabulary.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * What is written under a photo: `After · 19 Feb 2024 · healed`. A fresh photo is always marked, on either side; a
 * pre-treatment photo needs no second word for "before".
 */
export function captionLine(photo: {
  readonly role: 'before' | 'after'
  readonly date: string | null
  readonly phase: Phase
}): string {
  const parts = [
    photo.role === 'before' ? 'Before' : 'After',
    photo.date === null ? 'date unknown' : longDate(photo.date),
  ]
  const isSaidAlready = photo.role === 'before' && photo.phase === 'pre-treatment'
  if (photo.phase !== 'unknown' && !isSaidAlready) parts.push(photo.phase)
  return parts.join(' · ')
}

/** The captions of a whole picture, before and then after. */
export function captionLines(originals: ExportRecord['originals']): string[] {
  return originals.map((photo) => captionLine(photo))
}

function longDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`
}
