import type { FadeVisit } from '../../../src/contract/fade.ts'
import { PhotoId, VisitId } from '../../../src/contract/ids.ts'

let nextId = 1

/** A healed visit that was measured at 80 %, unless something else is said. */
export function fadeVisit(date: string, more: Partial<FadeVisit> = {}): FadeVisit {
  const id = nextId++
  return {
    visitId: VisitId.parse(id),
    photoId: PhotoId.parse(id),
    sha256: '',
    date,
    phase: 'healed',
    verdict: 'aligned',
    isUsable: true,
    retentionPercent: 80,
    sigmaPp: 4,
    dotPercent: null,
    densityPercent: null,
    flags: [],
    ...more,
  }
}
