import type { Triple } from './colour-matrices.ts'

const DEGREES = 180 / Math.PI

/** Colour difference CIEDE2000 of two CIELAB colours, with kL = kC = kH = 1 (Sharma, Wu and Dalal 2005). */
export function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const meanChromaAb = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(seventhShare(meanChromaAb)))
  const [a1Primed, a2Primed] = [(1 + g) * a1, (1 + g) * a2]
  const [c1, c2] = [Math.hypot(a1Primed, b1), Math.hypot(a2Primed, b2)]
  const [h1, h2] = [hueDegrees(a1Primed, b1), hueDegrees(a2Primed, b2)]
  const isAchromatic = c1 * c2 === 0

  const deltaHue = isAchromatic ? 0 : turnedWithin180(h2 - h1)
  const deltaL = l2 - l1
  const deltaC = c2 - c1
  const deltaH = 2 * Math.sqrt(c1 * c2) * Math.sin(deltaHue / 2 / DEGREES)

  const meanL = (l1 + l2) / 2
  const meanC = (c1 + c2) / 2
  const meanH = isAchromatic ? h1 + h2 : meanHue(h1, h2)
  const t =
    1 -
    0.17 * cosine(meanH - 30) +
    0.24 * cosine(2 * meanH) +
    0.32 * cosine(3 * meanH + 6) -
    0.2 * cosine(4 * meanH - 63)
  const scaleL = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2)
  const scaleC = 1 + 0.045 * meanC
  const scaleH = 1 + 0.015 * meanC * t
  const turn = 30 * Math.exp(-(((meanH - 275) / 25) ** 2))
  const rotation = -Math.sin((2 * turn) / DEGREES) * 2 * Math.sqrt(seventhShare(meanC))

  const [l, c, h] = [deltaL / scaleL, deltaC / scaleC, deltaH / scaleH]
  return Math.sqrt(l * l + c * c + h * h + rotation * c * h)
}

function seventhShare(chroma: number): number {
  const seventh = chroma ** 7
  return seventh / (seventh + 25 ** 7)
}

function hueDegrees(a: number, b: number): number {
  if (a === 0 && b === 0) return 0
  const angle = Math.atan2(b, a) * DEGREES
  return angle < 0 ? angle + 360 : angle
}

function turnedWithin180(degrees: number): number {
  if (degrees > 180) return degrees - 360
  return degrees < -180 ? degrees + 360 : degrees
}

function meanHue(h1: number, h2: number): number {
  if (Math.abs(h1 - h2) <= 180) return (h1 + h2) / 2
  return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2
}

function cosine(degrees: number): number {
  return Math.cos(degrees / DEGREES)
}
