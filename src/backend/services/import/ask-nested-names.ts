import type { ImportPreview } from '../../../contract/imports.ts'
import type { SaidOfReading } from '../../../contract/said.ts'
import { foldName } from '../../../domain/fold-name.ts'
import type { PathReading } from '../../../domain/reading/read-paths.ts'

/** The two folders, one in the other, that could each be a client's; null where that is no question. */
export function openNamesOf({
  nested,
  clientSource,
}: PathReading): { readonly outer: string; readonly inner: string } | null {
  const outer = nested?.outers.at(-1)
  if (nested === null || outer === undefined || clientSource !== 'guess') return null
  return { outer, inner: nested.inner }
}

/** What is asked once a folder where two folders, one in the other, could each be the client's, and what either answer says. */
export function askNestedNames(readings: readonly PathReading[]): ImportPreview['nestedNames'] {
  const open = readings.filter((reading) => openNamesOf(reading) !== null)
  const example = open[0] === undefined ? null : openNamesOf(open[0])
  if (example === null) return null
  const asOuter = new Map<string, SaidOfReading>()
  const asInner = new Map<string, SaidOfReading>()
  for (const { readClient, nested } of open) {
    for (const name of nested?.outers ?? [])
      asInner.set(foldName(name), { kind: 'client', read: name, said: { name: null } })
    // Said of the outer folder, it holds for whatever stands in it, now and later, and for no namesake of that elsewhere.
    const name = nested?.outers.at(-1) ?? readClient
    asOuter.set(foldName(name), { kind: 'client', read: name, said: { name } })
  }
  return { ...example, asOuter: [...asOuter.values()], asInner: [...asInner.values()] }
}
