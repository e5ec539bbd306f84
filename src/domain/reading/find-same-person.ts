import { foldName } from '../fold-name.ts'

/** A client of a folder, by what the catalogue knows it by. */
interface NamedClient {
  readonly key: string
  readonly name: string
  readonly photos: number
}

/**
 * Clients of a folder whose names hold the same words in another order ("Smith, John", "John Smith"), each with what the other
 * is called: one that the catalogue has (`known`, names by key) before the one with the most photos. A suggestion, never more.
 */
export function findSamePerson(
  clients: readonly NamedClient[],
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const candidates = new Map<string, NamedClient & { readonly isKnown: boolean }>()
  const offer = (client: NamedClient & { readonly isKnown: boolean }): void => {
    const words = wordsOf(client.name)
    if (words === null) return
    const best = candidates.get(words)
    if (
      best === undefined ||
      (client.isKnown && !best.isKnown) ||
      (client.isKnown === best.isKnown && client.photos > best.photos)
    )
      candidates.set(words, client)
  }
  for (const client of clients) offer({ ...client, isKnown: known.has(client.key) })
  for (const [key, name] of known) offer({ key, name, photos: 0, isKnown: true })
  const same = new Map<string, string>()
  for (const { key, name } of clients) {
    const other = candidates.get(wordsOf(name) ?? '')
    if (other !== undefined && other.key !== key) same.set(key, other.name)
  }
  return same
}

/** The words of a name in the order of the alphabet; null for a single word, which has no other order. */
function wordsOf(name: string): string | null {
  const words = foldName(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  return words.length < 2 ? null : words.toSorted().join(' ')
}
