import sharp from 'sharp'
import { AppError } from '../../contract/errors.ts'
import type { ExportLayout, ExportOperation } from '../../contract/exports.ts'
import type { MatrixProfile } from '../../domain/colour/icc-profile.ts'
import { commonRectangle, type PixelRectangle } from '../../domain/export-record/common-rectangle.ts'
import { type ExportPlan, planExport } from '../../domain/export-record/plan-export.ts'
import { composeTransforms, invertTransform, type Matrix3, scaleTransform } from '../../domain/transform.ts'
import { drawCaptionStrip, STRIP_GREY } from './caption-strip.ts'
import {
  convertEncoding,
  encodingOf,
  isSameEncoding,
  profileWords,
  SRGB_ENCODING,
} from './convert-encoding.ts'
import { decodeUpright, type UprightPixels } from './decode.ts'
import { withProfile } from './jpeg-segments.ts'
import { openImage } from './open-image.ts'
import { type Picture, resamplePhoto, shrinkAt, type TargetArea } from './resample-photo.ts'

/** The step of a record that lays the after photo over the before photo. */
export type RegisterOperation = Extract<ExportOperation, { readonly kind: 'register' }>

/** An original with its upright size. */
export interface ExportSource {
  /** The bytes of the original. */
  readonly source: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

export interface ExportComposition {
  readonly before: ExportSource
  readonly after: ExportSource
  readonly register: RegisterOperation
  readonly layout: ExportLayout
  /** Share of a wipe's width that shows the before photo, 0 to 1. */
  readonly position: number
  /** The lines under the before photo and under the after photo. */
  readonly captions: readonly [before: string, after: string]
}

export interface ComposedExport {
  /** Without any metadata but the before photo's colour profile. */
  readonly jpeg: Buffer
  readonly widthPx: number
  readonly heightPx: number
  /** Everything that was done, in order. */
  readonly operations: ExportOperation[]
}

/** Below this share of the before photo two photos have too little in common to be shown together. */
const LEAST_COMMON_SHARE = 0.04
const STEPS = 5
/** The reduction that is left to the resampling; its kernel is then wide enough not to alias, and small enough to be quick. */
const LEFT_TO_RESAMPLE = 1.25

/**
 * Makes the picture of an aligned pair: both photos upright, the after photo through the plane transform, cut to what
 * both show, at one scale and through the same resampling, so that neither looks softer; captions below.
 * The before photo's colour numbers are kept; the after photo's are converted only where its profile differs.
 * @throws AppError not-registered where the photos do not overlap; the codes of decodeUpright; cancelled.
 */
export async function composeExport(
  input: ExportComposition,
  options: { readonly signal?: AbortSignal; readonly onStep?: (done: number, total: number) => void } = {},
): Promise<ComposedExport> {
  const { signal, onStep } = options
  const { afterToBefore } = input.register
  const crop = cropOf(input)
  const plan = planExport(crop, input.layout, input.position)
  const canvas: Picture = {
    data: new Uint8Array(3 * plan.widthPx * plan.heightPx).fill(STRIP_GREY),
    widthPx: plan.widthPx,
    heightPx: plan.heightPx,
  }
  const panelToBefore = composeTransforms(
    [1, 0, crop.left, 0, 1, crop.top, 0, 0, 1],
    scaleTransform(crop.width / plan.panelWidthPx, crop.height / plan.panelHeightPx),
  )
  const afterPanelToBefore = composeTransforms(panelToBefore, [
    1,
    0,
    -plan.afterPanelLeftPx,
    0,
    1,
    0,
    0,
    0,
    1,
  ])
  const areas = {
    before: columnsOf(plan, plan.beforeColumns),
    after: columnsOf(plan, plan.afterColumns),
  }

  onStep?.(0, STEPS)
  // One after the other, so that only one full-size photo is held at a time.
  const before = await drawPhoto(input.before, canvas, areas.before, panelToBefore, signal)
  onStep?.(2, STEPS)
  const afterTransform = composeTransforms(invertTransform(afterToBefore), afterPanelToBefore)
  const after = await drawPhoto(input.after, canvas, areas.after, afterTransform, signal)
  onStep?.(4, STEPS)

  const conversions: ExportOperation[] = []
  for (const [photo, drawn] of Object.entries({ before, after })) {
    if (drawn.convertedFrom === null) continue
    conversions.push({
      kind: 'convert-profile',
      photo: photo === 'before' ? 'before' : 'after',
      from: drawn.convertedFrom,
      to: 'sRGB',
    })
  }
  if (!isSameEncoding(after.encoding, before.encoding)) {
    convertEncoding(canvas, areas.after, after.encoding, before.encoding)
    const [from, to] = [profileWords(after.profile), profileWords(before.profile)]
    conversions.push({ kind: 'convert-profile', photo: 'after', from, to })
  }
  drawDivider(canvas, plan)
  await drawCaptions(canvas, plan, input)
  const raw = { width: plan.widthPx, height: plan.heightPx, channels: 3 as const }
  const plain = await sharp(canvas.data, { raw }).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()
  onStep?.(STEPS, STEPS)
  return {
    jpeg: withProfile(plain, before.profile ?? (await srgbProfile())),
    widthPx: plan.widthPx,
    heightPx: plan.heightPx,
    operations: [
      ...(await orientOperations(input)),
      input.register,
      { kind: 'crop', ...crop },
      { kind: 'scale', factor: plan.factor },
      ...conversions,
      { kind: 'arrange', layout: input.layout, position: input.position },
      { kind: 'caption', lines: [...input.captions] },
    ],
  }
}

function cropOf({ before, after, register }: ExportComposition): PixelRectangle {
  const crop = commonRectangle({ before, after, afterToBefore: register.afterToBefore })
  const share = crop === null ? 0 : (crop.width * crop.height) / (before.widthPx * before.heightPx)
  if (crop === null || share < LEAST_COMMON_SHARE) {
    throw new AppError(
      'not-registered',
      'The two photos show too little of the same skin to be put in one picture. Align them again.',
    )
  }
  return crop
}

function columnsOf(plan: ExportPlan, [left, right]: readonly [number, number]): TargetArea {
  return { left, right, top: 0, bottom: plan.panelHeightPx }
}

interface DrawnPhoto {
  readonly profile: Uint8Array | null
  readonly encoding: MatrixProfile
  /** The name of a profile that is no RGB matrix profile, out of which the photo went to sRGB; else null. */
  readonly convertedFrom: string | null
}

async function drawPhoto(
  photo: ExportSource,
  canvas: Picture,
  area: TargetArea,
  canvasToPhoto: Matrix3,
  signal: AbortSignal | undefined,
): Promise<DrawnPhoto> {
  if (signal?.aborted === true) throw new AppError('cancelled', 'Cancelled.')
  const centre = [(area.left + area.right) / 2, (area.top + area.bottom) / 2] as const
  // Most of a reduction is done while decoding, alike for both photos: faster, and no 48 megapixels stand in memory.
  const reduction = Math.max(1, shrinkAt(canvasToPhoto, centre) / LEFT_TO_RESAMPLE)
  const longSidePx = Math.ceil(Math.max(photo.widthPx, photo.heightPx) / reduction)
  const pixels = await decodeUpright(photo.source, { longSidePx })
  if (pixels.fullWidthPx !== photo.widthPx || pixels.fullHeightPx !== photo.heightPx) {
    throw new AppError('unreadable-image', 'A photo has another size than when it was imported.')
  }
  const { embeddedProfile } = await openImage(photo.source)
  const ownEncoding = encodingOf(pixels.profile)
  // Grey and CMYK have been converted while decoding; lookup tables are below.
  const isConverted = ownEncoding === null || (pixels.profile === null && embeddedProfile !== null)
  const drawn: DrawnPhoto = {
    profile: ownEncoding === null ? null : pixels.profile,
    encoding: ownEncoding ?? SRGB_ENCODING,
    convertedFrom: isConverted ? profileWords(embeddedProfile) : null,
  }
  const source = ownEncoding === null ? await decodeAsSrgb(photo.source, pixels) : pixels
  const toDecoded = scaleTransform(source.widthPx / photo.widthPx, source.heightPx / photo.heightPx)
  await resamplePhoto(source, canvas, area, composeTransforms(toDecoded, canvasToPhoto), signal)
  return drawn
}

/** For RGB profiles made of lookup tables: the general conversion. */
async function decodeAsSrgb(source: Uint8Array, size: UprightPixels): Promise<Picture> {
  try {
    const { data, info } = await sharp(source, { limitInputPixels: 120e6 })
      .autoOrient()
      .resize(size.widthPx, size.heightPx, { fit: 'fill' })
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { data, widthPx: info.width, heightPx: info.height }
  } catch (cause) {
    throw new AppError('unreadable-image', 'The colours of this photo could not be read.', { cause })
  }
}

/** The EXIF orientation of each original that does not stand upright by itself. */
async function orientOperations({ before, after }: ExportComposition): Promise<ExportOperation[]> {
  const operations: ExportOperation[] = []
  for (const [photo, { source }] of [
    ['before', before],
    ['after', after],
  ] as const) {
    const { orientation } = await openImage(source)
    if (orientation > 1) operations.push({ kind: 'orient', photo, orientation })
  }
  return operations
}

function drawDivider(canvas: Picture, plan: ExportPlan): void {
  const [left, right] = plan.dividerColumns
  for (let y = 0; y < plan.panelHeightPx; y++) {
    const row = y * canvas.widthPx
    canvas.data.fill(0xff, 3 * (row + left), 3 * (row + right))
  }
}

async function drawCaptions(canvas: Picture, plan: ExportPlan, input: ExportComposition): Promise<void> {
  const isWipe = input.layout === 'wipe'
  const strip = await drawCaptionStrip({
    widthPx: plan.widthPx,
    heightPx: plan.captionHeightPx,
    textPx: plan.captionTextPx,
    gapPx: isWipe ? 0 : plan.afterPanelLeftPx - plan.panelWidthPx,
    cells: [
      { line: input.captions[0], align: 'left' },
      { line: input.captions[1], align: isWipe ? 'right' : 'left' },
    ],
  })
  canvas.data.set(strip, 3 * plan.widthPx * plan.panelHeightPx)
}

/** The profile for pictures of photos that carry none, as the imaging library writes it. */
async function srgbProfile(): Promise<Uint8Array> {
  const pixel = { create: { width: 1, height: 1, channels: 3 as const, background: '#000' } }
  const tagged = await sharp(pixel).withIccProfile('srgb').jpeg().toBuffer()
  const { icc } = await sharp(tagged).metadata()
  if (icc === undefined) throw new Error('The imaging library wrote no sRGB profile')
  return icc
}
