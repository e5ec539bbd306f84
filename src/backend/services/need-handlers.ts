import { MOST_COUNTED, NEEDS } from '../../contract/needs.ts'
import type { PhotoId } from '../../contract/ids.ts'
import type { FormerSaid } from '../../contract/said.ts'
import type { Catalogue } from '../catalogue/open-catalogue.ts'
import type { Handlers } from './handlers.ts'
import { describeNames, describeNeed, photosInScope, sayPhase, sayViewOfAll } from './import/needs-a-look.ts'
import { holdImports } from './import/hold-imports.ts'
import { placeBack, placePhotos } from './import/place-photos.ts'
import {
  countAlike,
  folderOfPhoto,
  readAhead,
  readAheadOfUnsaying,
  sayAlike,
  sayNobody,
  sayNestedNames,
  unsayAlike,
} from './import/say-alike.ts'
import { takeBackCorrection } from './import/take-back-correction.ts'

type NeedHandlers = Pick<Handlers, Extract<keyof Handlers, `needs.${string}` | 'corrections.takeBack'>>

/** The calls of the work list. */
export function createNeedHandlers({
  catalogue,
  now,
}: {
  readonly catalogue: Catalogue
  readonly now: () => Date
}): NeedHandlers {
  const unsay = async (formerSaid: FormerSaid | null | undefined): Promise<void> => {
    if (formerSaid === null || formerSaid === undefined) return
    await holdImports(catalogue, async () => {
      await readAheadOfUnsaying(catalogue, formerSaid, now())
      unsayAlike(catalogue, formerSaid, now())
    })
  }
  const whenRead = async <Said>(photo: PhotoId, say: () => Said): Promise<Said> =>
    // An import that runs keeps to what was said when it began.
    holdImports(catalogue, async () => {
      const folder = folderOfPhoto(catalogue, photo)
      if (folder !== null) await readAhead(catalogue, folder, now())
      return say()
    })
  const say = async (photo: PhotoId, said: Parameters<typeof sayAlike>[2]) =>
    whenRead(photo, () => sayAlike(catalogue, photo, said, now()))
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
    'needs.names': ({ photo }) => describeNames(catalogue, photo, now()),
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
    'needs.place': async ({ photo, scope, client, date }) => {
      if (scope === 'alike') {
        const { former, formerSaid } = await say(photo, { client, date })
        return { former, formerSaid }
      }
      const photos = photosInScope(catalogue, { photo, scope })
      return { former: [...placePhotos(catalogue, photos, { client, date }, now())], formerSaid: null }
    },
    'needs.alike': ({ photo }) => countAlike(catalogue, photo, now()),
    'needs.nestedNames': async ({ photo, client }) => {
      const { former, formerSaid } = await whenRead(photo, () =>
        sayNestedNames(catalogue, photo, client, now()),
      )
      return { former, formerSaid }
    },
    'needs.nobody': async ({ photo, name }) => {
      const { former, formerSaid } = await whenRead(photo, () => sayNobody(catalogue, photo, name, now()))
      return { former, formerSaid }
    },
    'needs.placeBack': async ({ former, formerSaid }) => {
      await unsay(formerSaid)
      return { moved: placeBack(catalogue, former, now()) }
    },
    'needs.view': ({ photos, view }) => ({ former: [...sayViewOfAll(catalogue, photos, view)] }),
    'needs.phase': async ({ phase, photo, scope }) => {
      if (scope === 'alike') {
        const { readings, formerSaid } = await say(photo, { phase })
        return { former: readings, formerSaid }
      }
      const former = sayPhase(catalogue, photosInScope(catalogue, { photo, scope }), phase)
      return { former: [...former], formerSaid: null }
    },
    'corrections.takeBack': async ({ formerSaid, ...former }) => {
      await unsay(formerSaid)
      return takeBackCorrection(catalogue, former)
    },
  }
}
