import type { ImportReport } from '../../contract/imports.ts'

/** What was passed over beside photos, in words: the most frequent first. */
export function passedOverWords(passedOver: ImportReport['passedOver']): string {
  const kinds = passedOver
    .toSorted((one, other) => other.count - one.count)
    .map(({ name, count }) => `${count.toLocaleString('en-GB')} ${name}`)
  return `Passed over, as systems and programs put them beside photos: ${kinds.join(', ')}`
}
