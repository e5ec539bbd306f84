import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { openLinearPhoto, readLinearPlanes } from '../../../src/backend/imaging/linear-plane.ts'
import { BT2020_TO_XYZ_D65 } from '../../../src/domain/colour/colour-matrices.ts'
import { linearFromPq } from '../../../src/domain/colour/hdr-transfer.ts'
import { linearFromEncoded } from '../../../src/domain/colour/transfer-function.ts'
import { writeMatrixProfile } from '../../../src/domain/colour/write-matrix-profile.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const SKIN = { r: 205, g: 150, b: 120 }
const WHOLE = { leftPx: 0, topPx: 0, rightPx: 40, bottomPx: 30 }

function patch() {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: SKIN } })
}

async function photoOf(image: Sharp, extension: string): Promise<string> {
  const file = join(temporaryFolder(), `photo.${extension}`)
  await writeFile(file, await image.toBuffer())
  return file
}

/** Linear light in the middle of a photo. */
async function lightOf(file: string): Promise<{ light: number[]; hasMatrixProfile: boolean }> {
  const photo = await openLinearPhoto(file)
  const planes = readLinearPlanes(photo, WHOLE, 1)
  const middle = 15 * 40 + 20
  return {
    light: [planes.red.data[middle], planes.green.data[middle], planes.blue.data[middle]],
    hasMatrixProfile: photo.hasMatrixProfile,
  }
}

const TRUE_LIGHT = [SKIN.r, SKIN.g, SKIN.b].map((code) => linearFromEncoded(code / 255))

function expectClose(light: readonly number[], tolerance: number) {
  const errors = light.map((value, channel) => Math.abs(value - TRUE_LIGHT[channel]))
  expect(Math.max(...errors)).toBeLessThan(tolerance)
}

/** A JPEG with a profile in its first segment. */
function withProfile(jpeg: Buffer, profile: Buffer): Buffer {
  const marker = Buffer.from([0xff, 0xe2, 0, 0])
  const label = Buffer.concat([Buffer.from('ICC_PROFILE\0', 'latin1'), Buffer.from([1, 1])])
  marker.writeUInt16BE(2 + label.length + profile.length, 2)
  return Buffer.concat([jpeg.subarray(0, 2), marker, label, profile, jpeg.subarray(2)])
}

describe('linear light of a photo', () => {
  it('is exact for a photo without a profile', async () => {
    const { light, hasMatrixProfile } = await lightOf(await photoOf(patch().png(), 'png'))
    expectClose(light, 1e-6)
    expect(hasMatrixProfile).toBe(true)
  })

  it.each(['srgb', 'p3'])('is the same skin when it is stored in %s', async (profile) => {
    const { light, hasMatrixProfile } = await lightOf(
      await photoOf(patch().withIccProfile(profile).png(), 'png'),
    )
    expectClose(light, 0.006)
    expect(hasMatrixProfile).toBe(true)
  })

  it('says so where the profile is a table', async () => {
    const tagged = await sharp(await patch().withIccProfile('srgb').png().toBuffer()).metadata()
    const table = Buffer.from(tagged.icc ?? [])
    // Any first tag stands in for a table from device to connection space.
    table.write('A2B0', 132, 'latin1')
    const jpeg = await patch().jpeg({ quality: 100 }).toBuffer()
    const file = join(temporaryFolder(), 'table.jpg')
    await writeFile(file, withProfile(jpeg, table))
    const { light, hasMatrixProfile } = await lightOf(file)
    expect(hasMatrixProfile).toBe(false)
    expectClose(light, 0.02)
  })

  it('averages light, not codes, when it reduces', async () => {
    const stripes = Buffer.alloc(40 * 30 * 3)
    for (let i = 0; i < stripes.length; i++) stripes[i] = Math.floor(i / 3) % 2 === 0 ? 40 : 200
    const file = await photoOf(sharp(stripes, { raw: { width: 40, height: 30, channels: 3 } }).png(), 'png')
    const planes = readLinearPlanes(await openLinearPhoto(file), WHOLE, 2)
    expect([planes.red.widthPx, planes.red.heightPx]).toEqual([20, 15])
    const mean = (linearFromEncoded(40 / 255) + linearFromEncoded(200 / 255)) / 2
    expect(planes.red.data[50]).toBeCloseTo(mean, 5)
  })

  it('marks where red is cut off and keeps to the photo', async () => {
    const white = sharp({ create: { width: 40, height: 30, channels: 3, background: '#fff' } }).png()
    const beyond = { leftPx: 30, topPx: -5, rightPx: 90, bottomPx: 10 }
    const planes = readLinearPlanes(await openLinearPhoto(await photoOf(white, 'png')), beyond, 1)
    expect([planes.leftPx, planes.topPx, planes.red.widthPx, planes.red.heightPx]).toEqual([30, 0, 10, 10])
    expect(planes.clipped.every((mark) => mark === 1)).toBe(true)
    const outside = { leftPx: 50, topPx: 0, rightPx: 60, bottomPx: 10 }
    const none = readLinearPlanes(await openLinearPhoto(await photoOf(patch().png(), 'png')), outside, 1)
    expect(none.red.data).toHaveLength(0)
  })

  it.each([
    [135, 0],
    [200, 1],
  ])('of high dynamic range is marked where its curve is cut off: number %i', async (number, mark) => {
    const profile = writeMatrixProfile({ name: 'PQ', toXyzD65: BT2020_TO_XYZ_D65, curve: linearFromPq })
    const background = { r: number, g: number, b: number }
    const grey = sharp({ create: { width: 40, height: 30, channels: 3, background } })
    const file = join(temporaryFolder(), 'hdr.jpg')
    await writeFile(file, withProfile(await grey.jpeg({ quality: 100 }).toBuffer(), Buffer.from(profile)))
    const planes = readLinearPlanes(await openLinearPhoto(file), WHOLE, 1)
    expect(new Set(planes.clipped)).toEqual(new Set([mark]))
    expect(planes.red.data[50]).toBeCloseTo(linearFromPq(number / 255), 2)
  })
})
