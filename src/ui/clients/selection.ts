import type { Photo } from '../../contract/photos.ts'

/** At most two photos of one view, in the order they were chosen. */
export type Selection = readonly Photo[]

/** Choosing a photo: again takes it away; of another view begins anew; a third one replaces the one chosen last. */
export function toggle(selection: Selection, photo: Photo): Selection {
  if (selection.some((each) => each.id === photo.id)) return selection.filter((each) => each.id !== photo.id)
  const [first] = selection
  if (first === undefined || first.view !== photo.view) return [photo]
  return [first, photo]
}

/** The two chosen photos in the order of their days; null while there are not two. */
export function asPair(selection: Selection): { readonly before: Photo; readonly after: Photo } | null {
  const [one, two] = selection
  if (one === undefined || two === undefined) return null
  const isOneLater =
    (one.visitDate ?? '9999') > (two.visitDate ?? '9999') ||
    (one.visitDate === two.visitDate && two.phase === 'pre-treatment')
  return isOneLater ? { before: two, after: one } : { before: one, after: two }
}
