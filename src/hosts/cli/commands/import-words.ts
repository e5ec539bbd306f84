import type { ErrorCode } from '../../../contract/errors.ts'
import type { ImportReport, SkippedFile } from '../../../contract/imports.ts'

/** A folder of programs has more than anybody reads; `--json` has them all. */
const SHOWN_FILES = 20

const REASONS: Readonly<Partial<Record<ErrorCode, string>>> = {
  'not-a-file': 'Links and devices, which are not followed',
  'empty-file': 'Empty',
  'unsupported-format': 'No photos, or of a kind that is not read',
  'unreadable-image': 'Called photos, but without a picture that can be read',
  'truncated-image': 'Broken off too early',
  'image-too-large': 'With more pixels than can be opened safely',
  'decode-timeout': 'Given up, because reading them took far too long',
  'file-not-readable': 'Not allowed to be read',
  'folder-not-readable': 'Folders that are not allowed to be read',
  'file-not-found': 'Gone while the folder was read',
}

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
    ...about(
      films,
      `${count(films, 'short film')} kept with the photo taken with ${films === 1 ? 'it' : 'each'}`,
    ),
    ...about(
      viewsSuggested,
      `${count(viewsSuggested, 'view')} suggested from the picture, to be confirmed under Needs a look`,
    ),
    ...about(skipped.length, `${count(skipped.length, 'file')} not read:`),
    ...skippedWords(skipped),
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

function skippedWords(skipped: readonly SkippedFile[]): readonly string[] {
  return [...new Set(skipped.map(({ code }) => code))].flatMap((code) => {
    const files = skipped.filter((each) => each.code === code).map(({ file }) => `    ${file}`)
    const rest = files.length - SHOWN_FILES
    return [
      `  ${REASONS[code] ?? code}: ${files.length}`,
      ...files.slice(0, SHOWN_FILES),
      ...about(Math.max(0, rest), `    and ${count(rest, 'more file')}; --json lists them all`),
    ]
  })
}

const about = (number: number, line: string): readonly string[] => (number === 0 ? [] : [line])

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
