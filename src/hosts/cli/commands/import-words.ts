import type { ImportReport } from '../../../contract/imports.ts'

/** What came of an import, in words for people: what it did, then what it could not read, then what the folder holds now. */
export function importWords(report: ImportReport): string {
  const { added, moved, duplicates, edited, followed, films, viewsSuggested, skipped, passedOver } = report
  const done = [
    added === 0 ? 'No new photos in this folder' : `${count(added, 'photo')} imported`,
    ...about(
      followed,
      `${count(followed, 'photo')} put right: now with the client or visit that you said since`,
    ),
    ...about(moved, `${count(moved, 'photo')} found again under another name or in another folder`),
    ...about(duplicates, `${count(duplicates, 'file')} already there: the same photo in another place`),
    ...about(edited, `${count(edited, 'edited file')} kept with the photo that was edited`),
    ...about(films, `${count(films, 'short film')} kept with the photo that was taken with it`),
    ...about(
      viewsSuggested,
      `${count(viewsSuggested, 'view')} suggested from the picture, to be confirmed under Needs a look`,
    ),
    ...about(skipped.length, `${count(skipped.length, 'file')} not read:`),
    ...skipped.map(({ file, code }) => `  ${file}\t${code}`),
    ...about(
      passedOver.length,
      `Passed over beside the photos: ${passedOver.map((kind) => `${kind.count} ${kind.name}`).join(', ')}`,
    ),
  ]
  const { clients, visits, photos, elapsedMs, peakRssMb } = report
  return [
    ...done,
    `In the catalogue from this folder: ${count(clients, 'client')}, ${count(visits, 'visit')}, ${count(photos, 'photo')}`,
    `Took ${Math.max(1, Math.round(elapsedMs / 1000))} s and at most ${peakRssMb} MB of memory; the originals were only read`,
    '',
  ].join('\n')
}

const about = (number: number, line: string): readonly string[] => (number === 0 ? [] : [line])

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
