import type { CallOutput } from '../../../contract/contract.ts'
import { AppError } from '../../../contract/errors.ts'
import type { ClientId } from '../../../contract/ids.ts'
import type { Photo } from '../../../contract/photos.ts'
import { PHASES, type Phase } from '../../../contract/vocabulary.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'

/**
 * A client with all visits and their photos.
 * @throws AppError not-found
 */
export function clientPage(catalogue: Catalogue, id: ClientId): CallOutput<'clients.get'> {
  const client = catalogue.clients.find(id)
  if (client === null) throw new AppError('not-found', `There is no client with the number ${id}.`)
  const photos = catalogue.photos.list({ clientId: id })
  const visits = catalogue.visits.listOf(id).flatMap((visit) => {
    const own = photos.filter((photo) => photo.visitId === visit.id)
    return own.length === 0 ? [] : [{ ...visit, phase: commonPhase(own), photos: own }]
  })
  return { client, visits, verdicts: catalogue.registrations.verdictsOf(id) }
}

/** The phase most of the photos are in; the earlier one where two are as frequent. */
function commonPhase(photos: readonly Photo[]): Phase {
  const counted = PHASES.map((phase) => ({
    phase,
    count: photos.filter((photo) => photo.phase === phase).length,
  }))
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).phase
}
