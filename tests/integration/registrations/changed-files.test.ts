import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import { derivedFile } from '../../../src/backend/imaging/derive-images.ts'
import { createPhotoReader } from '../../../src/backend/imaging/photo-reader.ts'
import { renderPhoto } from '../../../src/backend/services/media/render-photo.ts'
import { sourceOf } from '../../../src/backend/services/registrations/register-pair.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk } from '../import/import-desk.ts'

async function openPhoto() {
  const desk = openImportDesk()
  mkdirSync(join(desk.folder, 'Lee'))
  writeFileSync(join(desk.folder, 'Lee/front.jpg'), await noise(1).jpeg().toBuffer())
  await desk.run()
  const [photo] = desk.catalogue.photos.list({})
  if (photo === undefined) throw new Error('Nothing was imported.')
  const derivedFolder = join(desk.catalogueFolder, 'derived')
  const reader = createPhotoReader({ derivedFolder, threads: 1 })
  onTestFinished(() => reader.close())
  return {
    photo,
    preview: derivedFile(derivedFolder, photo.sha256, 'preview'),
    source: async () =>
      (await sourceOf({ previewFile: (sha256) => derivedFile(derivedFolder, sha256, 'preview') }, photo))
        .file,
    show: (variant: 'preview' | 'full') => renderPhoto({ reader, derivedFolder }, photo, variant),
  }
}

it.each([
  ['emptied', Buffer.alloc(0)],
  ['overwritten', Buffer.from('nothing of a picture')],
  ['cut off', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70])],
])('a preview that was %s is done without, and made again when it is shown', async (_, bytes) => {
  const { photo, preview, source, show } = await openPhoto()
  expect(await source()).toBe(preview)
  writeFileSync(preview, bytes)
  expect(await source()).toBe(photo.file)
  const { width } = await sharp((await show('preview')).bytes).metadata()
  expect(width).toBe(photo.width)
  expect(await source()).toBe(preview)
})

it('another picture in the place of an original is not shown as that photo', async () => {
  const { photo, show } = await openPhoto()
  expect((await show('full')).contentType).toBe('image/jpeg')
  writeFileSync(photo.file, await noise(2).jpeg().toBuffer())
  await expect(show('full')).rejects.toMatchObject({ code: 'original-offline' })
  expect((await show('preview')).contentType).toBe('image/jpeg')
})

it('another picture in the place of an original is not aligned as that photo where its preview is lost', async () => {
  const { photo, preview, source } = await openPhoto()
  rmSync(preview)
  expect(await source()).toBe(photo.file)
  writeFileSync(photo.file, await noise(2).jpeg().toBuffer())
  await expect(source()).rejects.toMatchObject({ code: 'original-offline' })
  rmSync(photo.file)
  await expect(source()).rejects.toMatchObject({ code: 'original-offline' })
})
