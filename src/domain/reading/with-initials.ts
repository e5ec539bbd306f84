/** Not behind an initial, which is one letter alone. */
const NO_INITIAL = '(?<!(?<![\\p{L}\\p{M}])\\p{L})'
const OTHER_DOT = new RegExp(`${NO_INITIAL}\\.`, 'gu')
const OTHER_DOT_AT_END = new RegExp(`${NO_INITIAL}\\.$`, 'u')

/**
 * A client's name with the dots of its initials or its address, as it stands in the name that it was read from: "J.S." of
 * "J.S._before". What was read, "J S", stays what a client is known by.
 */
export function withInitials(read: string, from: string): string {
  if (!/[.@]/u.test(from)) return read
  const words = read.split(' ').map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`))
  const found = new RegExp(`${words.join(String.raw`[\s_.]+`)}\\.?`, 'u').exec(from)?.[0]
  if (found === undefined) return read
  // Underscores and dots stand for spaces where there are no spaces, and for themselves in an address.
  const isSpaced = /[\s@]/u.test(from)
  const spaced = isSpaced
    ? found.replace(OTHER_DOT_AT_END, '')
    : found.replaceAll('_', ' ').replaceAll(OTHER_DOT, ' ')
  return spaced.replaceAll(/\s+/gu, ' ').trim()
}
