import { z } from 'zod'
import { command } from './command.ts'
import { FormerReading } from './corrections.ts'
import { ERROR_CODES } from './errors.ts'
import { ClientId, PhotoId } from './ids.ts'
import { Photo } from './photos.ts'
import { FormerSaid } from './said.ts'
import { LocalDate, Phase, Source, View, VisitKind } from './vocabulary.ts'

/** What of a photo may be unclear, in the order in which it is asked about. */
export const NEEDS = ['client', 'date', 'view', 'phase', 'damaged'] as const
export const Need = z.enum(NEEDS)
export type Need = z.infer<typeof Need>

/** How far an answer holds: for the photo, for its visit, or for all of its client. */
export const NeedScope = z.enum(['photo', 'visit', 'client'])
export type NeedScope = z.infer<typeof NeedScope>

/** Or for all that the names of its imported folder read the same, now and later. */
export const AnswerScope = z.enum([...NeedScope.options, 'alike'])
export type AnswerScope = z.infer<typeof AnswerScope>

/** More are not counted: nobody plans by the difference, and counting must not take long. */
export const MOST_COUNTED = 1000

const count = z.int().min(0).max(MOST_COUNTED)

/** One thing to look at. Client, date and phase are asked about once a visit, with its first photo. */
export const NeedItem = z.strictObject({
  photo: Photo,
  /** The imported folder that the photo came from; null where it has no file any more. */
  folder: z.string().nullable(),
  visitPhotos: z.int().positive(),
  clientPhotos: z.int().positive(),
  /** The day read both ways, where the unclear date is one that could be the other way round. */
  bothWays: z.strictObject({ words: z.string(), dayFirst: LocalDate, monthFirst: LocalDate }).nullable(),
  /** The days that it could be where either end of the unclear date could be the year, the likelier one first. */
  eitherYear: z.strictObject({ words: z.string(), days: z.tuple([LocalDate, LocalDate]) }).nullable(),
})
export type NeedItem = z.infer<typeof NeedItem>

/** What the names around a photo say of its unclear client. */
export const NeedNames = z.strictObject({
  /** Two folders around it, one in the other, of which nothing tells which is the unclear client's. */
  nestedNames: z.strictObject({ outer: z.string(), inner: z.string() }).nullable(),
  /** Where the photo stands in folders of several clients: these, its own first, and how each is read there, if any name says it. */
  claims: z.array(z.strictObject({ name: z.string(), read: z.string().nullable() })),
})
export type NeedNames = z.infer<typeof NeedNames>

/** A photo whose view is to be confirmed or said, as a small picture on a sheet of many. */
export const UnclearView = z.strictObject({
  id: PhotoId,
  sha256: z.string(),
  client: z.string(),
  visitDate: LocalDate.nullable(),
  /** What is suggested; unknown where nothing is. */
  view: View,
})
export type UnclearView = z.infer<typeof UnclearView>

/** Files of one imported folder that could not be read for one reason. */
export const UnreadFiles = z.strictObject({
  folder: z.string(),
  code: z.enum(ERROR_CODES),
  total: z.int().positive(),
  /** The first of them, relative to the folder. */
  files: z.array(z.string()),
})
export type UnreadFiles = z.infer<typeof UnreadFiles>

/** Where a photo stood before it was moved. */
export const FormerPlace = z.strictObject({
  photo: PhotoId,
  client: z.string(),
  clientId: ClientId,
  date: LocalDate.nullable(),
  dateSource: Source,
  /** Where the photo's own date came from. */
  photoDateSource: Source,
  isDayUnclear: z.boolean(),
  kind: VisitKind,
  label: z.string().nullable(),
})
export type FormerPlace = z.infer<typeof FormerPlace>

const pickedPhotos = z.array(PhotoId).min(1).max(MOST_COUNTED)

const target = { photo: PhotoId, scope: NeedScope }

export const needCalls = {
  /** How many things need a look; 1000 stands for that many or more. */
  'needs.counts': command({
    input: z.strictObject({}),
    output: z.strictObject({
      client: count,
      date: count,
      view: count,
      phase: count,
      damaged: count,
      files: count,
    }),
  }),
  /** The next things of one kind, at most 1000, photos with a suggestion first. */
  'needs.list': command({ input: z.strictObject({ need: Need }), output: z.array(PhotoId) }),
  /** One of them. */
  'needs.item': command({ input: z.strictObject({ need: Need, photo: PhotoId }), output: NeedItem }),
  /** Beside it where its client is unclear; the first time after a start all names of its folder are read for it. */
  'needs.names': command({ input: z.strictObject({ photo: PhotoId }), output: NeedNames }),
  /** Those of which the view is unclear, all that needs.list names, in its order. */
  'needs.views': command({ input: z.strictObject({}), output: z.array(UnclearView) }),
  'needs.files': command({ input: z.strictObject({}), output: z.array(UnreadFiles) }),
  /** Leaves something as it is: it is not asked about again. */
  'needs.settle': command({
    input: z.strictObject({ need: Need, ...target }),
    output: z.strictObject({ photos: z.array(PhotoId) }),
  }),
  /** The same for photos that were picked one by one. */
  'needs.settlePhotos': command({
    input: z.strictObject({ need: Need, photos: pickedPhotos }),
    output: z.strictObject({ settled: z.int().nonnegative() }),
  }),
  /** Asks about it again after all. */
  'needs.reopen': command({
    input: z.strictObject({ need: Need, photos: z.array(PhotoId) }),
    output: z.strictObject({ photos: z.array(PhotoId) }),
  }),
  /** Notes that unreadable files were seen, or takes that back. */
  'needs.settleFiles': command({
    input: z.strictObject({ folder: z.string(), code: z.enum(ERROR_CODES), isSettled: z.boolean() }),
    output: z.strictObject({ changed: z.int().nonnegative() }),
  }),
  /** Says whose photos these are, or which day they were taken; they go to that client's visit of that day. */
  'needs.place': command({
    input: z.strictObject({
      photo: PhotoId,
      scope: AnswerScope,
      client: z.string().trim().min(1).max(200).optional(),
      date: LocalDate.optional(),
    }),
    output: z.strictObject({
      former: z.array(FormerPlace),
      /** What had been said of alike photos; null where nothing is said of them. */
      formerSaid: FormerSaid.nullable(),
    }),
  }),
  /** How many photos of its folder are read as this one, itself among them; null where it has no file any more. */
  'needs.alike': command({
    input: z.strictObject({ photo: PhotoId }),
    output: z
      .strictObject({
        /** The client's name as it is read. */
        name: z.string(),
        ofClient: z.int().positive(),
        ofVisit: z.int().positive(),
      })
      .nullable(),
  }),
  /** Says of all such folders of a photo's imported folder which of the two is the client's; needs.placeBack takes it back. */
  'needs.nestedNames': command({
    input: z.strictObject({ photo: PhotoId, client: z.enum(['outer', 'inner']) }),
    output: z.strictObject({ former: z.array(FormerPlace), formerSaid: FormerSaid }),
  }),
  /** Says that a name which was read as a client's in a photo's folder is nobody's, for all of the folder; needs.placeBack takes it back. */
  'needs.nobody': command({
    input: z.strictObject({ photo: PhotoId, name: z.string().min(1) }),
    output: z.strictObject({ former: z.array(FormerPlace), formerSaid: FormerSaid }),
  }),
  /** Puts photos back to where they stood, and forgets what was said of alike ones. */
  'needs.placeBack': command({
    input: z.strictObject({ former: z.array(FormerPlace), formerSaid: FormerSaid.nullable().optional() }),
    output: z.strictObject({ moved: z.int().nonnegative() }),
  }),
  /** Says which view picked photos show; what stood there before is for corrections.takeBack. */
  'needs.view': command({
    input: z.strictObject({ photos: pickedPhotos, view: View }),
    output: z.strictObject({ former: z.array(FormerReading) }),
  }),
  /** Says how healed the photos are; what stood there before is for corrections.takeBack. */
  'needs.phase': command({
    input: z.strictObject({ photo: PhotoId, scope: AnswerScope, phase: Phase.exclude(['unknown']) }),
    output: z.strictObject({ former: z.array(FormerReading), formerSaid: FormerSaid.nullable() }),
  }),
} as const
