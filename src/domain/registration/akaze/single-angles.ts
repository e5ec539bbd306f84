/**
 * Angles in single precision, by the polynomials that C libraries of the FreeBSD family use (S. Moshier and Sun
 * Microsystems' fdlibm), of which musl's are in OpenCV's WebAssembly: so that angles are the same to the last bit as there.
 */
const { fround } = Math

/** Where the arc tangent is known, in two parts that add up beyond single precision. */
const ANCHORS = [4.6364760399e-1, 7.8539812565e-1, 9.8279368877e-1, 1.5707962513].map(fround)
const ANCHORS_REST = [5.012158244e-9, 3.7748947079e-8, 3.447321717e-8, 7.5497894159e-8].map(fround)
const SERIES = [3.3333328366e-1, -1.9999158382e-1, 1.4253635705e-1, -1.0648017377e-1, 6.1687607318e-2].map(
  fround,
)
const PI = fround(Math.PI)
const PI_REST = fround(-8.7422776573e-8)
const QUARTER = fround(Math.PI / 2)
const [A0, A1, A2, A3, A4] = SERIES
/** A slope this steep is straight up. */
const STEEPEST = 2 ** 26
const FLATTEST = 2 ** -12

/** The direction of a vector in degrees, from 0 to before 360. */
export function degreesOf(y: number, x: number): number {
  const degrees = fround(fround(fround(arcTangent2(y, x)) * 180) / Math.PI)
  const positive = degrees < 0 ? fround(degrees + 360) : degrees
  return positive >= 360 ? fround(positive - 360) : positive
}

function arcTangent2(y: number, x: number): number {
  if (y === 0) return x < 0 || Object.is(x, -0) ? (Object.is(y, -0) ? -PI : PI) : y
  const isUp = y > 0
  if (x === 0) return isUp ? QUARTER : -QUARTER
  const slope = Math.abs(fround(y / x))
  if (Math.abs(y) > STEEPEST * Math.abs(x)) return isUp ? QUARTER : -QUARTER
  if (x > 0) return isUp ? arcTangent(slope) : -arcTangent(slope)
  const isFlat = Math.abs(x) > STEEPEST * Math.abs(y)
  const turn = fround((isFlat ? 0 : arcTangent(slope)) - PI_REST)
  return isUp ? fround(PI - turn) : fround(turn - PI)
}

/** The arc tangent of a slope from 0 on. */
function arcTangent(slope: number): number {
  if (slope >= STEEPEST) return QUARTER
  if (slope < 0.4375) return slope < FLATTEST ? slope : fround(slope - beyond(slope))
  const anchor = slope < 0.6875 ? 0 : slope < 1.1875 ? 1 : slope < 2.4375 ? 2 : 3
  const rest = fromAnchor(slope, anchor)
  return fround(ANCHORS[anchor] - fround(fround(beyond(rest) - ANCHORS_REST[anchor]) - rest))
}

/** The slope of what is left of an angle beside an anchor. */
function fromAnchor(slope: number, anchor: number): number {
  if (anchor === 0) return fround(fround(fround(2 * slope) - 1) / fround(2 + slope))
  if (anchor === 1) return fround(fround(slope - 1) / fround(slope + 1))
  if (anchor === 2) return fround(fround(slope - 1.5) / fround(1 + fround(1.5 * slope)))
  return fround(-1 / slope)
}

/** What a slope is more than its angle. */
function beyond(slope: number): number {
  const z = fround(slope * slope)
  const w = fround(z * z)
  const odd = fround(z * fround(A0 + fround(w * fround(A2 + fround(w * A4)))))
  const even = fround(w * fround(A1 + fround(w * A3)))
  return fround(slope * fround(odd + even))
}

/** The sine and the cosine of an angle from 0 to below 7 (radians). */
export function sineOf(angle: number): number {
  const [quarter, rest] = withinQuarter(angle)
  if (quarter === 0) return fround(angle < FLATTEST ? angle : sineNear(rest))
  if (quarter === 1) return fround(cosineNear(rest))
  if (quarter === 2) return fround(sineNear(-rest))
  if (quarter === 3) return fround(-cosineNear(rest))
  return fround(sineNear(rest))
}

export function cosineOf(angle: number): number {
  const [quarter, rest] = withinQuarter(angle)
  if (quarter === 0) return fround(angle < FLATTEST ? 1 : cosineNear(rest))
  if (quarter === 1) return fround(sineNear(-rest))
  if (quarter === 2) return fround(-cosineNear(rest))
  if (quarter === 3) return fround(sineNear(rest))
  return fround(cosineNear(rest))
}

/** The nearest whole quarter turn, and what is left. */
function withinQuarter(angle: number): readonly [number, number] {
  const quarter = Math.floor((angle + Math.PI / 4) / (Math.PI / 2))
  return [quarter, angle - (quarter * Math.PI) / 2]
}

function sineNear(x: number): number {
  const z = x * x
  const w = z * z
  const r = -1.98393348360966317347e-4 + z * 2.7183114939898219064e-6
  const s = z * x
  return x + s * (-1.66666666416265235595e-1 + z * 8.3333293858894631756e-3) + s * w * r
}

function cosineNear(x: number): number {
  const z = x * x
  const w = z * z
  const r = -1.38867637746099294692e-3 + z * 2.43904487962774090654e-5
  return 1 + z * -4.9999999725103100312e-1 + w * 4.16666233237390631894e-2 + w * z * r
}
