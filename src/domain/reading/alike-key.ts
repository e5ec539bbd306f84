import { readMachineName } from './machine-name.ts'
import { isGeneralWord } from './read-name.ts'

/**
 * What file names have in common that mean the same: their words, without counters, dates and general words. "fh 2.jpg" and
 * "FH_2026-03-14.jpg" are alike; null where a name holds no word of its own, as a camera's does not.
 */
export function alikeKey(stem: string): string | null {
  const name = stem.normalize('NFC')
  const words = (readMachineName(name)?.added ?? name)
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== '' && !isGeneralWord(word))
  return words.length === 0 ? null : words.join(' ')
}
