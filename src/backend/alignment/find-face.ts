import type { FoundFace } from '../../domain/registration/photo-view.ts'
import type { ColourPixels } from './open-photo.ts'
import { loadHuman, type HumanFinder, type HumanResult } from './load-human.ts'

const LEAST_SCORE = 0.5
const MESH_POINTS = 468

let loading: Promise<HumanFinder | null> | undefined

/**
 * Finds the largest face and its 468 mesh points (Kartynnik et al., Real-time Facial Surface Geometry from Monocular
 * Video, 2019), in pixels of the picture given; null where there is no face. The models come with the package; where they
 * cannot be loaded, photos are aligned as those without a face are.
 */
export async function findFace(pixels: ColourPixels): Promise<FoundFace | null> {
  loading ??= loadHuman({ findsBody: false }).catch(() => null)
  const finder = await loading
  return finder && faceOf(await finder.detect(pixels))
}

/** The face that was found, or null where there is none that can be relied on. */
export function faceOf(found: HumanResult): FoundFace | null {
  const face = found.face[0]
  if (!face || face.score < LEAST_SCORE || face.mesh.length < MESH_POINTS) return null
  return {
    score: face.score,
    landmarks: face.mesh.slice(0, MESH_POINTS).map(([x, y]) => [x, y] as const),
  }
}
