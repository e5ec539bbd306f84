import { z } from 'zod'
import { command } from './command.ts'
import { ClientId, PhotoId, VisitId } from './ids.ts'
import { Photo } from './photos.ts'
import { LocalDate, Phase, Source, Verdict, View, VisitKind } from './vocabulary.ts'

export const ClientSummary = z.strictObject({
  id: ClientId,
  name: z.string(),
  visits: z.int().nonnegative(),
  photos: z.int().nonnegative(),
  firstDate: LocalDate.nullable(),
  lastDate: LocalDate.nullable(),
  /** The photo that stands for the client in lists, or null where none can be shown. */
  coverPhoto: z.strictObject({ id: PhotoId, sha256: z.string() }).nullable(),
  views: z.array(View),
})
export type ClientSummary = z.infer<typeof ClientSummary>

export const Visit = z.strictObject({
  id: VisitId,
  /** Null where neither folder, file name nor EXIF gives a day. */
  date: LocalDate.nullable(),
  dateSource: Source,
  kind: VisitKind,
  /** What the clinic called it, as read from the folder. */
  label: z.string().nullable(),
  /** The phase of the visit's photos. */
  phase: Phase,
  photos: z.array(Photo),
})
export type Visit = z.infer<typeof Visit>

/** What is known of how two of a client's photos lie on each other. */
export const PairVerdict = z.strictObject({
  beforeId: PhotoId,
  afterId: PhotoId,
  verdict: Verdict,
  /** As of its registration. */
  method: z.string(),
  madeBy: z.enum(['program', 'person']),
})
export type PairVerdict = z.infer<typeof PairVerdict>

export const clientCalls = {
  'clients.list': command({
    input: z.strictObject({ search: z.string().max(200).optional() }),
    output: z.array(ClientSummary),
  }),
  'clients.get': command({
    input: z.strictObject({ id: ClientId }),
    output: z.strictObject({ client: ClientSummary, visits: z.array(Visit), verdicts: z.array(PairVerdict) }),
  }),
  'clients.rename': command({
    input: z.strictObject({ id: ClientId, name: z.string().trim().min(1).max(200) }),
    output: ClientSummary,
  }),
} as const
