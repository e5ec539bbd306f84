import type { CatalogueHealth } from '../../../contract/upkeep.ts'
import { formatAnswer } from '../print.ts'

/** What a check found: damage of the catalogue and what to do about it in words, then every figure. */
export function healthWords(health: CatalogueHealth): string {
  const { integrity, danglingRows, unreadable, soundBackup } = health
  const places = integrity.length + danglingRows
  if (places + unreadable.length === 0) return formatAnswer(health)
  return [
    ...(places === 0 ? [] : [`The catalogue's file is damaged in ${count(places, 'place')}.`]),
    ...(unreadable.length === 0 ? [] : [unreadableWords(unreadable)]),
    'The photos themselves are not in the catalogue and not affected.',
    soundBackup === null
      ? 'No backup beside the catalogue was found sound: restore one that you saved in another folder.'
      : `The newest sound backup: fadeline restore "${soundBackup.file}"; what was done after it is lost.`,
    '',
    formatAnswer(health),
  ].join('\n')
}

/** Which entries of the catalogue cannot be read. */
export function unreadableWords(unreadable: CatalogueHealth['unreadable']): string {
  return `Entries of the catalogue that cannot be read: ${unreadable.map(({ entry, rows }) => count(rows, entry)).join(', ')}.`
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
