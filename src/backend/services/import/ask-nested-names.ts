import type { ImportPreview } from '../../../contract/imports.ts'
import type { SaidOfReading } from '../../../contract/said.ts'
import { foldName } from '../../../domain/fold-name.ts'
import type { PathReading } from '../../../domain/reading/read-paths.ts'

/** What is asked once a folder where two folders, one in the other, could each be the client's, and what either answer says. */
export function askNestedNames(readings: readonly PathReading[]): ImportPreview['nestedNames'] {
  const open = readings.filter(({ nested, clientSource }) => nested !== null && clientSource === 'guess')
  const example = open[0]?.nested
  const outer = example?.outers.at(-1)
  if (example === undefined || example === null || outer === undefined) return null
  const asOuter = new Map<string, SaidOfReading>()
  const asInner = new Map<string, SaidOfReading>()
  for (const { readClient, nested } of open) {
    for (const name of nested?.outers ?? [])
      asInner.set(foldName(name), { kind: 'client', read: name, said: { name: null } })
    const name = nested?.outers.at(-1) ?? readClient
    asOuter.set(foldName(readClient), { kind: 'client', read: readClient, said: { name } })
  }
  return { outer, inner: example.inner, asOuter: [...asOuter.values()], asInner: [...asInner.values()] }
}
