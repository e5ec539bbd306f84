import type { ErrorCode } from '../../../contract/errors.ts'
import type { ImportPreview, Unclear } from '../../../contract/imports.ts'
import type { PreviewedFile, PreviewedPhoto } from './arrange-preview.ts'

interface ArrangedClient {
  readonly own: readonly PreviewedPhoto[]
  readonly visits: ImportPreview['clients'][number]['visits']
}

/** What neither names nor cameras tell of a folder, and what will be assumed. */
export function listUnclear(files: readonly PreviewedFile[], clients: readonly ArrangedClient[]): Unclear[] {
  return [
    ...unclearNames(files.filter((file) => file.kind === 'photo')),
    ...unclearPhases(clients),
    ...unclearFiles(files.filter((file) => file.kind === 'no-photo')),
  ]
}

function unclearNames(photos: readonly PreviewedPhoto[]): Unclear[] {
  const guessed = photos.filter((photo) => photo.names.clientSource === 'guess')
  return [
    ...unclear(
      'client',
      guessed.filter((photo) => photo.names.nested === null),
      {
        message: 'No name says whose photos these are; they will stand under the name of the chosen folder.',
      },
    ),
    ...unclear(
      'client',
      guessed.filter((photo) => photo.names.nested !== null),
      {
        message:
          'Two names, one in the other, could each be the client’s; the photos will stand under the likelier one.',
      },
    ),
    ...unclear(
      'date',
      photos.filter((photo) => photo.visit.date === null),
      {
        message:
          'Neither a name nor the camera says the day; these photos will stand in a visit without a date.',
      },
    ),
    ...unclear(
      'date',
      photos.filter((photo) => photo.visit.isDayUnclear && photo.names.isDateAmbiguous),
      {
        message: 'Day and month could be the other way round; the month is taken to come first.',
      },
    ),
    ...unclear(
      'date',
      photos.filter((photo) => photo.visit.isDayUnclear && !photo.names.isDateAmbiguous),
      {
        message: 'The year could be the first or the last of three numbers; the likelier day is taken.',
      },
    ),
    ...unclear(
      'view',
      photos.filter((photo) => photo.names.view === 'unknown'),
      {
        message:
          'No name says which view these photos show; where the picture shows it plainly it is suggested, else you say it.',
      },
    ),
  ]
}

function unclearPhases(clients: readonly ArrangedClient[]): Unclear[] {
  const without = clients.flatMap(({ own, visits }) => {
    const unknown = new Set(visits.flatMap(({ phase, readAs }) => (phase === 'unknown' ? readAs : [])))
    return own.filter(({ visit }) => unknown.has(visit.key))
  })
  return unclear('phase', without, {
    message: 'Nothing says when the sessions were, so how healed these photos are stays unknown.',
  })
}

const FILE_MESSAGES: Partial<Record<ErrorCode, string>> = {
  'not-a-file':
    'These are links or devices, not files; links are not followed and will be left out. Import the folder that they lead to.',
  'empty-file': 'These files are empty and will be left out.',
  'unsupported-format':
    'These files are no photos, or of a kind that is not read yet; they will be left out.',
  'unreadable-image':
    'These files are called photos, but there is no picture in them; they will be left out.',
  'file-not-readable': 'These files may not be read; they will be left out.',
  'decode-timeout': 'Reading these files takes far too long; they will be left out.',
  'folder-not-readable': 'These folders may not be read; they will be left out.',
}

function unclearFiles(files: readonly Extract<PreviewedFile, { kind: 'no-photo' }>[]): Unclear[] {
  const codes = new Set(files.map((file) => file.code))
  return [...codes].flatMap((code) =>
    unclear(
      'file',
      files.filter((file) => file.code === code),
      {
        message: FILE_MESSAGES[code] ?? 'These files could not be read and will be left out.',
      },
    ),
  )
}

function unclear(
  kind: Unclear['kind'],
  files: readonly { readonly name: string }[],
  { message }: { readonly message: string },
): Unclear[] {
  const [first] = files
  return first === undefined ? [] : [{ kind, message, files: files.length, example: first.name }]
}
