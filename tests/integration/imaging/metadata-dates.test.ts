import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { readMetadata } from '../../../src/backend/imaging/read-metadata.ts'

const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:DateTimeOriginal="2026-03-14T10:22:05+01:00"/>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

function photo(): Sharp {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: '#c96' } })
}

test('a photo whose date stands in XMP alone is dated by it', async () => {
  const bytes = await photo().withXmp(XMP).jpeg().toBuffer()
  expect(await readMetadata(bytes)).toMatchObject({ takenAt: '2026-03-14T10:22:05', offset: '+01:00' })
})

test('a photo saved anew keeps the date it was taken, not the date it was saved', async () => {
  const bytes = await photo()
    .withExif({ IFD0: { DateTime: '2026:04:01 09:00:00', Make: 'Apple', Model: 'iPhone 13' } })
    .withXmp(XMP)
    .jpeg()
    .toBuffer()
  expect(await readMetadata(bytes)).toMatchObject({
    takenAt: '2026-03-14T10:22:05',
    offset: '+01:00',
    camera: 'Apple iPhone 13',
  })
})

test.each(['exifEX:LensModel', 'aux:Lens'])(
  'a lens that stands in XMP alone is known, as %s',
  async (name) => {
    const xmp = XMP.replace(
      'exif:DateTimeOriginal="2026-03-14T10:22:05+01:00"',
      `${name}="E 10-18mm F4 OSS"`,
    ).replace(
      'xmlns:exif=',
      'xmlns:exifEX="http://cipa.jp/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:exif=',
    )
    const bytes = await photo()
      .withExif({ IFD2: { DateTimeOriginal: '2026:03:14 10:22:05' } })
      .withXmp(xmp)
      .jpeg()
      .toBuffer()
    expect(await readMetadata(bytes)).toMatchObject({
      takenAt: '2026-03-14T10:22:05',
      lens: 'E 10-18mm F4 OSS',
    })
  },
)

test('how wide the lens saw is known by its own length and by that of film', async () => {
  const fields = {
    DateTimeOriginal: '2026:03:14 10:22:05',
    FocalLength: '27/4',
    FocalLengthIn35mmFilm: '24',
  }
  const bytes = await photo().withExif({ IFD2: fields }).jpeg().toBuffer()
  expect(await readMetadata(bytes)).toMatchObject({ focalLengthMm: 6.75, focalLength35mm: 24 })
  // Zero is how a camera says that it does not know.
  const unknown = await photo()
    .withExif({ IFD2: { ...fields, FocalLength: '0/1', FocalLengthIn35mmFilm: '0' } })
    .jpeg()
    .toBuffer()
  expect(await readMetadata(unknown)).toMatchObject({ focalLengthMm: null, focalLength35mm: null })
})
