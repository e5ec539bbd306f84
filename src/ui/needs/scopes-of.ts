import type { AnswerScope, NeedItem } from '../../contract/needs.ts'

/** The scopes that differ for this photo, in words; a visit of one photo is no more than the photo. */
export function scopesOf<Scope extends AnswerScope>(
  { visitPhotos, clientPhotos, folder }: NeedItem,
  wanted: readonly Scope[],
): readonly { readonly id: Scope; readonly words: string }[] {
  const all = [
    { id: 'photo', words: 'This photo', photos: 1 },
    { id: 'visit', words: `Visit (${visitPhotos})`, photos: visitPhotos },
    { id: 'client', words: `Client (${clientPhotos})`, photos: clientPhotos },
    // However many there are now, it holds for later ones too; without a file nothing is read.
    { id: 'alike', words: 'All alike', photos: folder === null ? 0 : Infinity },
  ] as const
  return wanted.flatMap((id) => {
    const index = all.findIndex((one) => one.id === id)
    const one = all[index]
    if (one === undefined || all.slice(0, index).some((other) => other.photos >= one.photos)) return []
    return [{ id, words: one.words }]
  })
}
