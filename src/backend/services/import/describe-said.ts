import { assertNever } from '../../../contract/errors.ts'
import type { ImportPreview } from '../../../contract/imports.ts'
import { foldName } from '../../../domain/fold-name.ts'
import type { SaidInFolder } from '../../catalogue/said-repository.ts'
import type { PreviewedPhoto } from './arrange-preview.ts'
import { groupBy } from './group-by.ts'

/** What was said in a folder, in words, with the number of photos that it holds for. */
export function describeSaid(
  said: readonly SaidInFolder[],
  photos: readonly PreviewedPhoto[],
): ImportPreview['said'] {
  if (said.length === 0) return []
  const byClient = groupBy(photos, ({ names }) => foldName(names.readClient))
  const byVisit = groupBy(photos, ({ visit }) => visit.key)
  const byLabel = groupBy(photos, ({ visit }) => visit.labelKey ?? '')
  const ofNobody = countNobodies(said, photos)
  return said.map(({ saidOf, words }) => {
    const { kind, read } = saidOf
    switch (kind) {
      case 'client': {
        const key = foldName(read)
        return { saidOf, words, photos: ofNobody.get(key) ?? byClient.get(key)?.length ?? 0 }
      }
      case 'visit': {
        const held = byVisit.get(read) ?? []
        const [first] = held
        const called =
          first === undefined ? words : [first.names.readClient, first.visit.label ?? 'a visit'].join(' · ')
        return { saidOf, words: called, photos: held.length }
      }
      case 'label': {
        const held = byLabel.get(read) ?? []
        return { saidOf, words: held[0]?.names.label ?? words, photos: held.length }
      }
      default:
        return assertNever(kind)
    }
  })
}

/** Nothing is read as nobody's name any more; the folders that are called so stand in the paths still. */
function countNobodies(
  said: readonly SaidInFolder[],
  photos: readonly PreviewedPhoto[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>(
    said.flatMap(({ saidOf }) =>
      saidOf.kind === 'client' && saidOf.said?.name === null ? [[foldName(saidOf.read), 0] as const] : [],
    ),
  )
  if (counts.size === 0) return counts
  for (const { name } of photos) {
    for (const part of new Set(name.split('/').map(foldName))) {
      const count = counts.get(part)
      if (count !== undefined) counts.set(part, count + 1)
    }
  }
  return counts
}
