import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { applyTransform, invertTransform, type Matrix3, type Point } from '../../../src/domain/transform.ts'
import { headCases, type AlignCase } from './cases.ts'

/** One photo, upright, three bytes a pixel. */
interface Picture {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Uint8Array
}

/** A known change of an after photo: where its pixels go, how large it is then, and what happens to its colours. */
interface Change {
  readonly name: string
  readonly place?: (picture: Picture) => { transform: Matrix3; widthPx: number; heightPx: number }
  readonly colour?: (linear: number, channel: number) => number
  readonly finish?: (image: Sharp) => Sharp
  /** Mirrored photos show nobody's head twice: they must not be accepted. */
  readonly isOther?: true
}

const CHANGES: readonly Change[] = [
  ...[-45, -30, 20, 45, 90, 180, -90].map((degrees) => turned(degrees)),
  ...[0.5, 0.7, 1.4, 2].map((scale) => scaled(scale)),
  ...[-2, -1, 1, 2].map((stops) => ({
    name: `${stops > 0 ? '+' : ''}${stops} stops`,
    colour: (linear: number) => linear * 2 ** stops,
  })),
  { name: 'warm', colour: (linear, channel) => linear * [1.35, 1, 0.65][channel] },
  { name: 'cold', colour: (linear, channel) => linear * [0.7, 1, 1.4][channel] },
  { name: 'blurred', finish: (image) => image.blur(3) },
  { name: 'grey', finish: (image) => image.greyscale().toColourspace('srgb') },
  { name: 'JPEG 25', finish: (image) => image.jpeg({ quality: 25 }) },
  {
    name: 'wide frame',
    place: ({ widthPx, heightPx }) => ({
      transform: [1, 0, 1.5 * widthPx, 0, 1, 0, 0, 0, 1],
      widthPx: 4 * widthPx,
      heightPx,
    }),
  },
  {
    name: 'see-through, 16 bits',
    finish: (image) => image.ensureAlpha(0.9).toColourspace('rgb16').png(),
  },
  {
    name: 'mirrored',
    place: ({ widthPx, heightPx }) => ({ transform: [-1, 0, widthPx, 0, 1, 0, 0, 0, 1], widthPx, heightPx }),
    isOther: true,
  },
]

/**
 * Pairs of two visits whose later photo is changed in a known way, every `step`th of them; the photos are made in the
 * system's temporary folder.
 */
export async function changedCases(step: number): Promise<AlignCase[]> {
  const folder = join(tmpdir(), 'fadeline-bench-changed')
  await mkdir(folder, { recursive: true })
  // Healed after five weeks against seven months: a middling pair of every view and head.
  const pairs = headCases('dev').filter(({ id }) => id.endsWith(' 2-3'))
  const cases: AlignCase[] = []
  let index = 0
  for (const pair of pairs) {
    const picture = await read(pair.after)
    for (const change of CHANGES) {
      if (index++ % step !== 0) continue
      const file = join(folder, `${pair.id} ${change.name}.png`.replaceAll(' ', '_'))
      const placed = change.place?.(picture)
      const moved = placed ? moveTo(picture, placed) : picture
      await write(recoloured(moved, change), change, file)
      const after = pair.truth!.after.map((point) =>
        placed ? applyTransform(placed.transform, point) : point,
      )
      const isShown = ([x, y]: Point) => x > 0 && y > 0 && x < moved.widthPx && y < moved.heightPx
      const shown = after.flatMap((point, i) => (isShown(point) ? [i] : []))
      cases.push({
        group: 'changed',
        id: `${change.name}: ${pair.id}`,
        before: pair.before,
        after: file,
        widthPx: pair.widthPx,
        truth: change.isOther
          ? null
          : { before: shown.map((i) => pair.truth!.before[i]), after: shown.map((i) => after[i]) },
      })
    }
  }
  return cases
}

function turned(degrees: number): Change {
  return {
    name: `turned ${degrees}`,
    place: ({ widthPx, heightPx }) => {
      const angle = (degrees * Math.PI) / 180
      const [c, s] = [Math.cos(angle), Math.sin(angle)]
      const width = Math.round(Math.abs(widthPx * c) + Math.abs(heightPx * s))
      const height = Math.round(Math.abs(widthPx * s) + Math.abs(heightPx * c))
      const [x, y] = [widthPx / 2, heightPx / 2]
      return {
        transform: [c, -s, width / 2 - c * x + s * y, s, c, height / 2 - s * x - c * y, 0, 0, 1],
        widthPx: width,
        heightPx: height,
      }
    },
  }
}

/** The same frame, nearer or farther. */
function scaled(scale: number): Change {
  return {
    name: `${scale} times as large`,
    place: ({ widthPx, heightPx }) => ({
      transform: [scale, 0, ((1 - scale) * widthPx) / 2, 0, scale, (1 - scale) * heightPx * 0.4, 0, 0, 1],
      widthPx,
      heightPx,
    }),
  }
}

async function read(file: string): Promise<Picture> {
  const { data, info } = await sharp(file).rotate().removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, data }
}

async function write({ widthPx, heightPx, data }: Picture, { finish }: Change, file: string): Promise<void> {
  const image = sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })
  await (finish ? finish(image) : image.png({ compressionLevel: 1 })).toFile(file)
}

/** Bilinear; what the photo does not show is mid grey. */
function moveTo(
  picture: Picture,
  { transform, widthPx, heightPx }: { transform: Matrix3; widthPx: number; heightPx: number },
): Picture {
  const back = invertTransform(transform)
  const data = new Uint8Array(widthPx * heightPx * 3).fill(128)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const [fromX, fromY]: Point = applyTransform(back, [x + 0.5, y + 0.5])
      const [left, top] = [Math.floor(fromX - 0.5), Math.floor(fromY - 0.5)]
      if (left < 0 || top < 0 || left + 1 >= picture.widthPx || top + 1 >= picture.heightPx) continue
      const [fx, fy] = [fromX - 0.5 - left, fromY - 0.5 - top]
      for (let channel = 0; channel < 3; channel++) {
        const at = (dx: number, dy: number) =>
          picture.data[((top + dy) * picture.widthPx + left + dx) * 3 + channel]
        data[(y * widthPx + x) * 3 + channel] =
          (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy
      }
    }
  }
  return { widthPx, heightPx, data }
}

/** In linear light, as a camera's exposure and white balance do. */
function recoloured(picture: Picture, { colour }: Change): Picture {
  if (!colour) return picture
  const tables = [0, 1, 2].map((channel) =>
    Uint8Array.from({ length: 256 }, (_, value) => {
      const linear = Math.min(1, colour((value / 255) ** 2.2, channel))
      return Math.round(255 * linear ** (1 / 2.2))
    }),
  )
  return { ...picture, data: picture.data.map((value, i) => tables[i % 3][value]) }
}
