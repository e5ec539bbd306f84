import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { z } from 'zod'
import { Matrix3 } from '../../../contract/geometry.ts'
import { ExportId, PhotoId } from '../../../contract/ids.ts'
import type { MediaVariant } from '../../../contract/media.ts'
import type { Photo } from '../../../contract/photos.ts'

export interface Picture {
  readonly bytes: Uint8Array
  readonly contentType: string
}

/** What pictures are made from; each answers null where there is no such thing. */
export interface MediaSource {
  findPhoto(id: PhotoId): Photo | null
  /** The picture of a photo in this size, made anew where it is not there yet. */
  render(photo: Photo, variant: MediaVariant): Promise<Picture>
  /** A line drawing of a photo. */
  draw(photo: Photo): Promise<Picture>
  /** A heat map of where two photos differ; `afterToBefore` in upright full-size pixels. */
  drawDifference(before: Photo, after: Photo, afterToBefore: z.infer<typeof Matrix3>): Promise<Picture>
  /** A small picture of a file that a preview looked at; null where that look is over or there is no such photo. */
  glimpse(look: string, file: number): Promise<Picture> | null
  /** Where an exported picture was written. */
  findExport(id: ExportId): { readonly file: string; readonly recordFile: string } | null
}

const PHOTO_PATH = /^\/media\/(\d{1,15})\/(thumb|preview|full|drawing)$/
const DIFFERENCE_PATH = /^\/media\/(\d{1,15})\/difference\/(\d{1,15})$/
const LOOK_PATH = /^\/looks\/([\da-f-]{36})\/(\d{1,9})$/
const EXPORT_PATH = /^\/exports\/(\d{1,15})\/(picture|record)$/

/** Answers requests for pictures. Addresses hold ids only, so that no address can name a file. */
export function createMediaHandler(source: MediaSource): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Method not allowed')
    const { pathname, searchParams } = new URL(request.url)
    const differenceMatch = DIFFERENCE_PATH.exec(pathname)
    if (differenceMatch !== null) return answerDifference(source, differenceMatch, searchParams.get('place'))
    const photoMatch = PHOTO_PATH.exec(pathname)
    if (photoMatch !== null) return answerPhoto(source, photoMatch)
    const lookMatch = LOOK_PATH.exec(pathname)
    if (lookMatch !== null) return answerGlimpse(source, lookMatch)
    const exportMatch = EXPORT_PATH.exec(pathname)
    if (exportMatch !== null) return answerExport(source, exportMatch)
    return refuse(404, 'Not found')
  }
}

async function answerPhoto(source: MediaSource, match: RegExpExecArray): Promise<Response> {
  const id = PhotoId.safeParse(Number(match[1]))
  const photo = id.success ? source.findPhoto(id.data) : null
  if (photo === null) return refuse(404, 'Not found')
  try {
    const picture =
      match[2] === 'drawing'
        ? await source.draw(photo)
        : // The pattern lets no other word through.
          await source.render(photo, match[2] as MediaVariant)
    return respond(picture, 'private, max-age=31536000, immutable')
  } catch {
    // The page shows what the catalogue says of this photo; a broken picture needs no second explanation.
    return refuse(404, 'This photo cannot be shown')
  }
}

async function answerDifference(
  source: MediaSource,
  match: RegExpExecArray,
  place: string | null,
): Promise<Response> {
  const [before, after] = [match[1], match[2]].map((digits) => {
    const id = PhotoId.safeParse(Number(digits))
    return id.success ? source.findPhoto(id.data) : null
  })
  const afterToBefore = Matrix3.safeParse((place ?? '').split(',').map(Number))
  if (!before || !after || !afterToBefore.success) return refuse(404, 'Not found')
  try {
    const picture = await source.drawDifference(before, after, afterToBefore.data)
    return respond(picture, 'private, max-age=31536000, immutable')
  } catch {
    // The photos themselves are shown, and say what is wrong with them.
    return refuse(404, 'These photos cannot be compared')
  }
}

async function answerGlimpse(source: MediaSource, match: RegExpExecArray): Promise<Response> {
  try {
    const picture = await source.glimpse(match[1] ?? '', Number(match[2]))
    if (picture === null) return refuse(404, 'Not found')
    // For as long as the preview is in sight and scrolled; the next look has another address.
    return respond(picture, 'private, max-age=3600')
  } catch {
    // The import will say what is wrong with it.
    return refuse(404, 'This photo cannot be shown')
  }
}

async function answerExport(source: MediaSource, match: RegExpExecArray): Promise<Response> {
  const id = ExportId.safeParse(Number(match[1]))
  const made = id.success ? source.findExport(id.data) : null
  if (made === null) return refuse(404, 'Not found')
  const file = match[2] === 'picture' ? made.file : made.recordFile
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) return refuse(404, 'This export was moved or deleted')
  const contentType = match[2] === 'picture' ? 'image/jpeg' : 'application/json'
  const response = respond({ bytes, contentType }, 'no-store')
  response.headers.set(
    'content-disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(basename(file))}`,
  )
  return response
}

function respond({ bytes, contentType }: Picture, cacheControl: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': contentType,
      'cache-control': cacheControl,
      'x-content-type-options': 'nosniff',
    },
  })
}

function refuse(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' },
  })
}
