import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { renderPhoto } from '../../../src/backend/services/media/render-photo.ts'
import { createPhotoReader } from '../../../src/backend/imaging/photo-reader.ts'
import { readOriginal } from '../../../src/backend/services/exports/read-original.ts'
import { openLinearPhoto } from '../../../src/backend/imaging/linear-plane.ts'
import { noise } from '../imaging/made-photos.ts'
import { openImportDesk } from './import-desk.ts'

test.skipIf(process.platform !== 'linux')(
  'a photo whose name is no UTF-8 is shown in full, measured, exported and drawn anew',
  async () => {
    const desk = openImportDesk()
    mkdirSync(join(desk.folder, 'Lee'))
    const bytes = await noise(1).tiff().toBuffer()
    const name = Buffer.from('fa\xe7ade front.tif', 'latin1')
    writeFileSync(Buffer.concat([Buffer.from(`${desk.folder}/Lee/`), name]), bytes)
    await desk.run()
    const [photo] = desk.catalogue.photos.list({})

    const derivedFolder = join(desk.catalogueFolder, 'derived')
    const reader = createPhotoReader({ derivedFolder, threads: 1 })
    onTestFinished(() => reader.close())
    const show = async (variant: 'full' | 'preview') => {
      const picture = await renderPhoto({ reader, derivedFolder }, photo, variant)
      return sharp(picture.bytes).metadata()
    }
    expect(await show('full')).toMatchObject({ format: 'jpeg', width: 96 })
    rmSync(derivedFolder, { recursive: true })
    expect(await show('preview')).toMatchObject({ format: 'jpeg', width: 96 })
    expect(
      await readOriginal({ sha256: photo.sha256, places: desk.catalogue.photos.places(photo.id) }),
    ).toEqual(bytes)
    expect(await openLinearPhoto(photo.file)).toMatchObject({ widthPx: 96, heightPx: 72 })
  },
)
