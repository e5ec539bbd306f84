import type { Phase, PhotoStatus, Source, Verdict, View, VisitKind } from '../../contract/vocabulary.ts'

const VIEW_WORDS: Readonly<Record<View, string>> = {
  front: 'Front',
  top: 'Top',
  crown: 'Crown',
  'left-profile': 'Left profile',
  'right-profile': 'Right profile',
  'left-oblique': 'Left oblique',
  'right-oblique': 'Right oblique',
  back: 'Back',
  scar: 'Scar',
  macro: 'Macro',
  unknown: 'View unknown',
}

/** A view in words. */
export function viewWords(view: View): string {
  return VIEW_WORDS[view]
}

const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  'pre-treatment': 'Pre-treatment',
  fresh: 'Fresh',
  healing: 'Healing',
  healed: 'Healed',
  unknown: 'Phase unknown',
}

/** A phase in words. */
export function phaseWords(phase: Phase): string {
  return PHASE_WORDS[phase]
}

const VISIT_KIND_WORDS: Readonly<Record<VisitKind, string>> = {
  before: 'Before',
  session: 'Session',
  review: 'Review',
  unknown: 'Visit',
}

/** What a visit was for, in words. */
export function visitKindWords(kind: VisitKind): string {
  return VISIT_KIND_WORDS[kind]
}

const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  folder: 'from the folder name',
  'file-name': 'from the file name',
  exif: 'from the camera',
  'exif-corrected': 'from the camera, corrected',
  derived: 'worked out from the dates',
  guess: 'a guess',
  person: 'set by you',
  none: 'not known',
}

/** Where a statement about a photo came from, in words. */
export function sourceWords(source: Source): string {
  return SOURCE_WORDS[source]
}

/** Where a view came from, in words: what is worked out of it comes from other photos, not from dates. */
export function viewSourceWords(source: Source): string {
  if (source === 'derived') return 'as you said of others alike'
  if (source === 'guess') return 'suggested from the picture'
  return sourceWords(source)
}

const STATUS_WORDS: Readonly<Record<PhotoStatus, string>> = {
  ok: 'Readable',
  damaged: 'Damaged',
  offline: 'Drive not connected',
  forbidden: 'May not be read',
  missing: 'Gone from its folder',
}

/** Whether a photo's original can be shown, in words. */
export function statusWords(status: PhotoStatus): string {
  return STATUS_WORDS[status]
}

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  aligned: 'Aligned',
  check: 'Please check',
  'needs-points': 'Needs your points',
}

/** What the program says of a registration, in words. */
export function verdictWords(verdict: Verdict): string {
  return VERDICT_WORDS[verdict]
}
