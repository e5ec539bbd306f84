import { median } from '../fade/robust.ts'

/** Linear sRGB of the same skin in both photos, averaged over a few millimetres. */
export interface SkinSample {
  readonly before: readonly [red: number, green: number, blue: number]
  readonly after: readonly [red: number, green: number, blue: number]
}

/** How the light of the after photo differs, as the skin shows it. */
export interface LightDifference {
  /** Photographic stops by which the same skin is brighter in the after photo. */
  readonly stopsBrighter: number
  /** Stops by which red gained on blue; positive is warmer. */
  readonly stopsWarmer: number
  /** Share of the head in percent that is washed out to white, by shine or by too much light. */
  readonly washedOutBeforePercent: number
  readonly washedOutAfterPercent: number
}

const FEWEST = 60
/** Of linear green: the skin of any tone is far from it, and only shine or too much light makes it so white. */
const WASHED_OUT = 0.8

/**
 * Compares the light on the same skin in both photos; medians, so that neither highlights nor new pigment on a part of the
 * head decide. Null with too little skin in common.
 */
export function lightDifference(samples: readonly SkinSample[]): LightDifference | null {
  if (samples.length < FEWEST) return null
  const washedOut = (side: keyof SkinSample) =>
    (100 * samples.filter((sample) => sample[side][1] > WASHED_OUT).length) / samples.length
  return {
    stopsBrighter: median(
      samples.map(({ before, after }) => Math.log2(luminance(after) / luminance(before))),
    ),
    stopsWarmer: median(samples.map(({ before, after }) => warmth(after) - warmth(before))),
    washedOutBeforePercent: washedOut('before'),
    washedOutAfterPercent: washedOut('after'),
  }
}

/** Rec. 709 weights of linear light. */
function luminance([red, green, blue]: SkinSample['before']): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function warmth([red, , blue]: SkinSample['before']): number {
  return Math.log2(red / blue)
}
