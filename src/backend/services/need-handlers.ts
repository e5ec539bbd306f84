import { MOST_COUNTED, NEEDS } from '../../contract/needs.ts'
import type { Catalogue } from '../catalogue/open-catalogue.ts'
import type { Handlers } from './handlers.ts'
import { describeNeed, photosInScope, sayPhase, sayViewOfAll } from './import/needs-a-look.ts'
import { placeBack, placePhotos } from './import/place-photos.ts'

type NeedHandlers = Pick<Handlers, Extract<keyof Handlers, `needs.${string}`>>

/** The calls of the work list. */
export function createNeedHandlers({
  catalogue,
  now,
}: {
  readonly catalogue: Catalogue
  readonly now: () => Date
}): NeedHandlers {
  return {
    'needs.counts': () => {
      const [client = 0, date = 0, view = 0, phase = 0, damaged = 0] = NEEDS.map((need) =>
        catalogue.needs.count(need),
      )
      const files = Math.min(MOST_COUNTED, catalogue.needs.countUnread())
      return { client, date, view, phase, damaged, files }
    },
    'needs.list': ({ need }) => [...catalogue.needs.first(need, MOST_COUNTED)],
    'needs.item': ({ need, photo }) => describeNeed(catalogue, need, photo),
    'needs.views': () => catalogue.needs.unclearViews(),
    'needs.files': () => catalogue.needs.unreadFiles(),
    'needs.settle': ({ need, ...target }) => {
      const photos = photosInScope(catalogue, target)
      catalogue.transaction(() => catalogue.needs.settle(need, photos))
      return { photos: [...photos] }
    },
    'needs.settlePhotos': ({ need, photos }) => {
      catalogue.transaction(() => catalogue.needs.settle(need, photos))
      return { settled: photos.length }
    },
    'needs.reopen': ({ need, photos }) => {
      catalogue.transaction(() => catalogue.needs.reopen(need, photos))
      return { photos }
    },
    'needs.settleFiles': ({ folder, code, isSettled }) => ({
      changed: isSettled
        ? catalogue.needs.settleFiles(folder, code)
        : catalogue.needs.reopenFiles(folder, code),
    }),
    'needs.place': ({ client, date, ...target }) => ({
      former: [...placePhotos(catalogue, photosInScope(catalogue, target), { client, date }, now())],
    }),
    'needs.placeBack': ({ former }) => ({ moved: placeBack(catalogue, former, now()) }),
    'needs.view': ({ photos, view }) => ({ former: [...sayViewOfAll(catalogue, photos, view)] }),
    'needs.phase': ({ phase, ...target }) => ({
      former: [...sayPhase(catalogue, photosInScope(catalogue, target), phase)],
    }),
  }
}
