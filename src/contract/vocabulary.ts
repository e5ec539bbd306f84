import { z } from 'zod'

/** The standard positions a photo can show. */
export const VIEWS = [
  'front',
  'top',
  'crown',
  'left-profile',
  'right-profile',
  'left-oblique',
  'right-oblique',
  'back',
  'scar',
  'macro',
  'unknown',
] as const
export const View = z.enum(VIEWS)
export type View = z.infer<typeof View>

/** Where in the healing a photo was taken: fresh is day 0-7 after a session, healing day 8-27, healed from day 28. */
export const PHASES = ['pre-treatment', 'fresh', 'healing', 'healed', 'unknown'] as const
export const Phase = z.enum(PHASES)
export type Phase = z.infer<typeof Phase>

/** What a visit was for: photos before any pigment, a session in which pigment was laid, or a review without pigment. */
export const VisitKind = z.enum(['before', 'session', 'review', 'unknown'])
export type VisitKind = z.infer<typeof VisitKind>

/** Where a statement about a photo came from; `exif-corrected` is a camera's clock put right; `person` always wins and is never overwritten by a later import. */
export const Source = z.enum([
  'folder',
  'file-name',
  'exif',
  'exif-corrected',
  'derived',
  'guess',
  'person',
  'none',
])
export type Source = z.infer<typeof Source>

/** Whether the original can be shown: read in full, read in part, on a drive that is off, where nobody may read, or gone from its folder. */
export const PhotoStatus = z.enum(['ok', 'damaged', 'offline', 'forbidden', 'missing'])
export type PhotoStatus = z.infer<typeof PhotoStatus>

/** What the program says of a registration. */
export const Verdict = z.enum(['aligned', 'check', 'needs-points'])
export type Verdict = z.infer<typeof Verdict>

export const TransformKind = z.enum(['identity', 'similarity', 'affine', 'homography'])
export type TransformKind = z.infer<typeof TransformKind>

/** A calendar day without a time zone, as it stood on the clinic's wall: 2026-03-14. */
export const LocalDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
