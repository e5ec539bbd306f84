import type { FormerPlace } from '../../../contract/needs.ts'
import type { ClientId, PhotoId } from '../../../contract/ids.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { settleClient } from './settle-client.ts'
import { settleSuggestions } from './suggest-views.ts'

/** What a person says of photos: whose they are, when they were taken, or both. */
interface Said {
  readonly client?: string | undefined
  readonly date?: string | undefined
}

/** Puts photos into the visit of the client and day that a person says; returns where they stood. */
export function placePhotos(
  catalogue: Catalogue,
  photos: readonly PhotoId[],
  { client, date }: Said,
  now: Date,
): readonly FormerPlace[] {
  return catalogue.transaction(() => {
    const touched = new Set<ClientId>()
    const former = photos.flatMap((id) => placeOf(catalogue, id) ?? [])
    for (const place of former) {
      const visitId = movePhoto(
        catalogue,
        {
          ...place,
          ...(client === undefined ? {} : { client, clientId: null }),
          ...(date === undefined
            ? {}
            : {
                date,
                dateSource: 'person' as const,
                photoDateSource: 'person' as const,
                isDayUnclear: false,
              }),
        },
        now,
        touched,
      )
      // The day that the visit has already, said by a person, is unclear no more.
      if (date !== undefined && catalogue.visits.find(visitId)?.isDayUnclear === true)
        catalogue.moves.noteVisitDate(visitId, { dateSource: 'person', isDayUnclear: false })
    }
    settlePlaces(catalogue, touched)
    // In however many clients' folders they stand, now or later: whose they are is said.
    if (client !== undefined)
      catalogue.needs.settle(
        'client',
        former.map(({ photo }) => photo),
      )
    return former
  })
}

/** Puts photos back to where they stood; those that were forgotten meanwhile are left out. */
export function placeBack(catalogue: Catalogue, former: readonly FormerPlace[], now: Date): number {
  return catalogue.transaction(() => {
    const touched = new Set<ClientId>()
    const known = former.filter(({ photo }) => catalogue.photos.find(photo) !== null)
    const ofOthers = known.filter(
      ({ photo, clientId }) => catalogue.photos.find(photo)?.clientId !== clientId,
    )
    catalogue.needs.reopen(
      'client',
      ofOthers.map(({ photo }) => photo),
    )
    for (const place of known) {
      const visitId = movePhoto(catalogue, place, now, touched)
      catalogue.moves.noteVisitDate(visitId, place)
    }
    settlePlaces(catalogue, touched)
    return known.length
  })
}

/** Where a photo stands; null where there is none of this number. */
export function placeOf(catalogue: Catalogue, id: PhotoId): FormerPlace | null {
  const photo = catalogue.photos.find(id)
  const visit = photo === null ? null : catalogue.visits.find(photo.visitId)
  if (photo === null || visit === null) return null
  const { date, dateSource, isDayUnclear, kind, label } = visit
  return {
    photo: id,
    client: photo.client,
    clientId: photo.clientId,
    date,
    dateSource,
    photoDateSource: catalogue.moves.dateSourceOf(id),
    isDayUnclear,
    kind,
    label,
  }
}

/** Where a photo goes: to a client that there is, or to the one that is called so. */
type Target = Omit<FormerPlace, 'clientId'> & { readonly clientId: ClientId | null }

function movePhoto(catalogue: Catalogue, place: Target, now: Date, touched: Set<ClientId>) {
  const { photo, client, date, dateSource, photoDateSource, isDayUnclear, kind, label } = place
  const before = catalogue.photos.find(photo)
  if (before !== null) touched.add(before.clientId)
  const known =
    place.clientId !== null && catalogue.moves.hasClient(place.clientId)
      ? place.clientId
      : catalogue.moves.clientNamed(client)
  const clientId = known ?? catalogue.clients.ensure(client, now.toISOString(), 'person').id
  touched.add(clientId)
  const { id } = catalogue.visits.ensure({ clientId, date, dateSource, kind, label, isDayUnclear })
  catalogue.moves.move(photo, { clientId, visitId: id, dateSource: photoDateSource })
  return id
}

/**
 * Other visits are another healing, and a visit without photos is none. A client without photos is in no list, but stays until
 * the program ends: undone, all that is known of it is there again.
 */
export function settlePlaces(catalogue: Catalogue, touched: ReadonlySet<ClientId>): void {
  for (const clientId of touched) {
    catalogue.visits.removeEmpty(clientId)
    settleClient(catalogue, clientId)
  }
  settleSuggestions(catalogue, touched)
}
