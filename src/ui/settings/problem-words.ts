import type { CallOutput } from '../../contract/contract.ts'
import { count } from '../parts/dates.ts'

type Problem = CallOutput<'catalogue.check'>['originals']['problems'][number]['problem']

const WORDS: Readonly<Record<Problem, string>> = {
  rotten:
    'changed by itself: size and date are the same, the bytes are not. Take it from your backup of the photos, and have the disk looked at.',
  unreadable: 'could not be read from its disk. Copy it from your backup of the photos.',
  forbidden: 'may not be read. Have its folder allowed, and look again in it.',
  edited: 'was saved anew since it was imported. Look again in its folder to take the change over.',
  gone: 'is not where it was. Look again in its folder; if it was only moved, it is found.',
}

/** What is the matter with originals, and what to do about it. */
export function problemWords(problem: Problem, files: number): string {
  return `${count(files, 'original')} ${WORDS[problem]}`
}
