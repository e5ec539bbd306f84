import type { Photo } from '../../contract/photos.ts'

type Status = Pick<Photo, 'status'>

/** What one should know of the originals of a pair: a sentence for each that is not at hand or not whole. */
export function originalWords(before: Status, after: Status): readonly string[] {
  if (before.status === 'offline' && after.status === 'offline')
    return ['The drive of both photos is not connected: smaller copies are shown.']
  return [wordsOf('before', before), wordsOf('after', after)].filter((words) => words !== null)
}

function wordsOf(role: 'before' | 'after', { status }: Status): string | null {
  switch (status) {
    case 'offline':
      return `The drive of the ${role} photo is not connected: a smaller copy is shown.`
    case 'forbidden':
      return `The file of the ${role} photo may not be read: a smaller copy is shown.`
    case 'missing':
      return `The file of the ${role} photo is gone from its folder: a smaller copy is shown.`
    case 'damaged':
      return `The ${role} photo is damaged: what could be read of it is shown.`
    default:
      return null
  }
}
