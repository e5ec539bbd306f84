import { HEAD_PARTS, type HeadClues, type HeadPart, type HeadPoint } from '../../domain/reading/head-clues.ts'
import { decodeUpright } from '../imaging/decode.ts'
import { faceOf } from './find-face.ts'
import { loadHuman, type HumanFinder } from './load-human.ts'

/** Heads that fill a picture are found as well as in a larger one, and in a third of the time. */
const WORKING_LONG_SIDE_PX = 512

let loading: Promise<HumanFinder> | undefined

/**
 * Finds the face and the keypoints of the head in a photo's file.
 * @throws AppError as decodeUpright does.
 */
export async function lookForHead(file: string): Promise<HeadClues> {
  const pixels = await decodeUpright(file, { longSidePx: WORKING_LONG_SIDE_PX })
  loading ??= loadHuman({ findsBody: true })
  const finder = await loading
  const found = await finder.detect(pixels)
  const points: Partial<Record<HeadPart, HeadPoint>> = {}
  for (const { part, position, score } of found.body[0]?.keypoints ?? []) {
    const name = HEAD_PARTS.find((known) => known === part)
    if (name !== undefined) points[name] = { x: position[0], y: position[1], score }
  }
  return { widthPx: pixels.widthPx, heightPx: pixels.heightPx, face: faceOf(found), points }
}
