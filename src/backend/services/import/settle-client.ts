import type { ClientId } from '../../../contract/ids.ts'
import { readName } from '../../../domain/reading/read-name.ts'
import { settleVisits } from '../../../domain/reading/settle-visits.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'

/** Brings a client's visits into agreement with one another: which "after" was a session, and which phase each date means. */
export function settleClient(catalogue: Catalogue, clientId: ClientId): void {
  const visits = catalogue.readings.visitsOf(clientId).map((visit) => ({
    ...visit,
    isAfter: visit.label !== null && readName(visit.label).kind === 'after',
  }))
  const kinds = new Map(visits.map((visit) => [visit.id, visit.kind]))
  for (const { id, kind, phase } of settleVisits(visits)) {
    catalogue.readings.setDerivedPhase(id, phase)
    if (kind === 'before' && phase !== null && phase !== 'pre-treatment') {
      catalogue.readings.overrulePreTreatment(id, phase)
    }
    if (kinds.get(id) !== kind) catalogue.readings.setVisitKind(id, kind)
  }
}
