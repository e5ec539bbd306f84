import type { NeedItem, NeedScope } from '../../contract/needs.ts'

/** The scopes that differ for this photo, in words; a visit of one photo is no more than the photo. */
export function scopesOf(
  { visitPhotos, clientPhotos }: NeedItem,
  wanted: readonly NeedScope[],
): readonly { readonly id: NeedScope; readonly words: string }[] {
  const all = [
    { id: 'photo', words: 'This photo', photos: 1 },
    { id: 'visit', words: `Visit (${visitPhotos})`, photos: visitPhotos },
    { id: 'client', words: `Client (${clientPhotos})`, photos: clientPhotos },
  ] as const
  return all.filter(
    ({ id, photos }, index) =>
      wanted.includes(id) && all.slice(0, index).every((other) => other.photos < photos),
  )
}
