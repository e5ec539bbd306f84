import type { CatalogueHealth } from '../../../contract/upkeep.ts'

type Problem = CatalogueHealth['originals']['problems'][number]['problem']

/** In the order in which they are told. */
const PROBLEMS: Readonly<Record<Problem, string>> = {
  rotten: 'changed by themselves: same size and date, other bytes; take them from your backup of the photos',
  unreadable: 'could not be read from their disk',
  forbidden: 'may not be read; have that allowed, and import their folder again',
  edited: 'were saved anew since they were imported; import their folder again',
  gone: 'are not where they were; import their folder again, or the one they are in now',
}

/** What a check found, in words, and what to do about each. */
export function healthWords(health: CatalogueHealth): string {
  const { isSound, integrity, danglingRows, unreadable, soundBackup, photos, originals, smallPictures } =
    health
  const places = integrity.length + danglingRows
  const isDamaged = places + unreadable.length > 0
  return [
    `${isSound ? 'The catalogue is sound' : 'Something is damaged'}: ${count(photos, 'photo')}.`,
    ...when(places > 0, `The catalogue's file is damaged in ${count(places, 'place')}.`),
    ...integrity.map((problem) => `  ${problem}`),
    ...when(unreadable.length > 0, unreadableWords(unreadable)),
    ...when(
      isDamaged,
      'The photos themselves are not in the catalogue and not affected.',
      restoreWords(soundBackup),
    ),
    ...when(
      originals.checked > 0,
      `${count(originals.checked - originals.problems.length, 'original')} read in full, each byte as it was when it was imported.`,
    ),
    ...when(
      originals.offline > 0,
      `${count(originals.offline, 'original')} not looked at: the drive is not connected.`,
    ),
    ...(Object.keys(PROBLEMS) as Problem[]).flatMap((problem) => {
      const files = originals.problems.filter((each) => each.problem === problem)
      return when(
        files.length > 0,
        `Originals that ${PROBLEMS[problem]}:`,
        ...files.map(({ file }) => `  ${file}`),
      )
    }),
    ...when(
      smallPictures.missing > 0,
      `The small pictures of ${count(smallPictures.missing, 'file')} are missing: made when shown, or all at once in the program's Settings.`,
    ),
    ...when(
      smallPictures.orphans > 0,
      `${count(smallPictures.orphans, 'small picture')} of photos that are forgotten, ${smallPictures.orphanBytes} bytes.`,
    ),
    health.newestBackup === null
      ? 'There is no backup yet.'
      : `The newest backup is of ${health.newestBackup}.`,
    '',
  ].join('\n')
}

const when = (isSo: boolean, ...lines: readonly string[]): readonly string[] => (isSo ? lines : [])

function restoreWords(backup: CatalogueHealth['soundBackup']): string {
  return backup === null
    ? 'No backup beside the catalogue was found sound: restore one that you saved in another folder.'
    : `The newest sound backup: fadeline restore "${backup.file}"; what was done after it is lost.`
}

/** Which entries of the catalogue cannot be read. */
export function unreadableWords(unreadable: CatalogueHealth['unreadable']): string {
  return `Entries of the catalogue that cannot be read: ${unreadable.map(({ entry, rows }) => count(rows, entry)).join(', ')}.`
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
