import type { Visit } from '../../../src/contract/clients.ts'
import { ClientId, PhotoId, VisitId } from '../../../src/contract/ids.ts'
import type { Photo } from '../../../src/contract/photos.ts'

let nextId = 1

/** A readable crown photo, but for what is given. */
export function photo(given: Partial<Photo> = {}): Photo {
  const id = nextId++
  return {
    id: PhotoId.parse(id),
    clientId: ClientId.parse(1),
    client: 'Client 0001 A',
    visitId: VisitId.parse(1),
    visitDate: null,
    phase: 'unknown',
    phaseSource: 'derived',
    view: 'crown',
    viewSource: 'file-name',
    file: `/photos/${id}.jpg`,
    sha256: String(id).padStart(64, '0'),
    width: 3000,
    height: 4000,
    takenAt: null,
    offset: null,
    camera: null,
    colourProfile: null,
    status: 'ok',
    hasRegions: false,
    ...given,
  }
}

/** A visit with one crown photo, or with those given; its photos take its day and its phase. */
export function visit(
  given: Pick<Visit, 'date' | 'kind' | 'phase'> & { readonly photos?: readonly Photo[] },
): Visit {
  const id = VisitId.parse(nextId++)
  const { date, kind, phase, photos = [photo()] } = given
  return {
    id,
    date,
    dateSource: date === null ? 'none' : 'folder',
    kind,
    label: null,
    phase,
    photos: photos.map((each) => ({ ...each, visitId: id, visitDate: date, phase })),
  }
}
