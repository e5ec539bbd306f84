/** The brightness of a white sheet of paper in a picture of high dynamic range, in candela a square metre (ITU-R BT.2408, table 1). */
const REFERENCE_WHITE = 203

const PQ_PEAK = 10_000
const M1 = 2610 / 16384
const M2 = (2523 / 4096) * 128
const C1 = 3424 / 4096
const C2 = (2413 / 4096) * 32
const C3 = (2392 / 4096) * 32

/**
 * Light of a component (0..1) in PQ, as a share of the reference white; what is brighter is cut off at 1
 * (ITU-R BT.2100, table 4).
 */
export function linearFromPq(component: number): number {
  const root = component ** (1 / M2)
  const light = PQ_PEAK * (Math.max(0, root - C1) / (C2 - C3 * root)) ** (1 / M1)
  return Math.min(1, light / REFERENCE_WHITE)
}

const HLG_PEAK = 1000
const HLG_GAMMA = 1.2
const A = 0.17883277
const B = 1 - 4 * A
const C = 0.5 - A * Math.log(4 * A)

/**
 * Light of a component (0..1) in HLG on a display of 1000 candela a square metre, as a share of the reference white; what is
 * brighter is cut off at 1 (ITU-R BT.2100, table 5). The display's gamma is applied to each component, which for greys is the same.
 */
export function linearFromHlg(component: number): number {
  const scene = component <= 0.5 ? component ** 2 / 3 : (Math.exp((component - C) / A) + B) / 12
  return Math.min(1, (HLG_PEAK * scene ** HLG_GAMMA) / REFERENCE_WHITE)
}
