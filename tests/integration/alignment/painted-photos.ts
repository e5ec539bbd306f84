import { join } from 'node:path'
import sharp from 'sharp'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import { applyTransform, invertTransform, type Matrix3, type Point } from '../../../src/domain/transform.ts'

/** A spotted head before a plain wall, as a function of place, so that it can be painted at any size and turn. */
export type Scene = (x: number, y: number) => number

const CELL_PX = 26

/** A scene of 900 x 1200 units; another seed is another person. */
export function paintedHead(seed: number): Scene {
  const random = seededRandom(seed)
  const columns = Math.ceil(900 / CELL_PX)
  const spots = Array.from({ length: columns * Math.ceil(1200 / CELL_PX) }, (_, i) => ({
    x: ((i % columns) + random()) * CELL_PX,
    y: (Math.floor(i / columns) + random()) * CELL_PX,
    radius: 2.5 + 5 * random(),
    depth: 20 + 70 * random(),
  }))
  return (x, y) => {
    if (((x - 450) / 330) ** 2 + ((y - 560) / 460) ** 2 > 1) return 120
    let value = 205
    const column = Math.floor(x / CELL_PX)
    const row = Math.floor(y / CELL_PX)
    for (let r = row - 1; r <= row + 1; r++) {
      for (let c = column - 1; c <= column + 1; c++) {
        const spot = c >= 0 && c < columns ? spots[r * columns + c] : undefined
        if (!spot) continue
        const squared = ((x - spot.x) ** 2 + ((y - spot.y) * 1.3) ** 2) / spot.radius ** 2
        if (squared < 9) value -= spot.depth * Math.exp(-squared)
      }
    }
    return Math.max(0, value)
  }
}

/** A smaller head before a wall that is as spotted as skin, and always the same wall. */
export function headInRoom(seed: number, [right, down]: Point): Scene {
  const head = paintedHead(seed)
  const wall = paintedHead(50)
  return (x, y) => {
    const u = 450 + (x - right - 450) * 1.35
    const v = 560 + (y - down - 560) * 1.35
    const isHead = ((u - 450) / 330) ** 2 + ((v - 560) / 460) ** 2 <= 1
    return isHead ? head(u, v) : 0.7 * wall(450 + (x - 450) * 0.6, 560 + (y - 560) * 0.6)
  }
}

/** How a scene is photographed: its transform into the photo's pixels, and the photo's size. */
export interface Shot {
  readonly sceneToPhoto: Matrix3
  readonly size: Point
}

/** Takes a photo of a scene and answers its path. */
export async function shoot(
  folder: string,
  name: string,
  scene: Scene,
  { sceneToPhoto, size }: Shot,
): Promise<string> {
  const back = invertTransform(sceneToPhoto)
  const [width, height] = size
  const data = new Uint8Array(width * height)
  for (let i = 0; i < data.length; i++) {
    const [x, y] = applyTransform(back, [(i % width) + 0.5, Math.floor(i / width) + 0.5])
    data[i] = scene(x, y)
  }
  const file = join(folder, name)
  await sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('srgb')
    .jpeg({ quality: 92 })
    .toFile(file)
  return file
}
