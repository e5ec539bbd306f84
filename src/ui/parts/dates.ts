const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** A calendar day as a clinic writes it: 15 Jan 2024. */
export function formatDate(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`
}

/** A visit's day, or words where it is not known. */
export function formatVisitDate(date: string | null): string {
  return date === null ? 'Date unknown' : formatDate(date)
}

/** A camera's local time: 15 Jan 2024, 10:22. */
export function formatDateTime(time: string): string {
  const clock = time.slice(11, 16)
  return clock === '' ? formatDate(time) : `${formatDate(time)}, ${clock}`
}

/** A moment as the clinic's own clock shows it: 15 Jan 2024, 10:22. */
export function formatMoment(instant: string): string {
  const at = new Date(instant)
  const clock = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
  return `${at.getDate()} ${MONTHS[at.getMonth()] ?? ''} ${at.getFullYear()}, ${clock}`
}

/** A number with its noun, in the plural where needed: 1 photo, 2 photos. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`
}
