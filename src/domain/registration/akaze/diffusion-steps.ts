const { fround } = Math
/** The longest single step that is stable. */
const LONGEST = 0.25

/**
 * The step lengths that smooth a picture from one scale to the next, in an order in which rounding errors stay small (Grewenig,
 * Weickert and Bruhn, From Box Filtering to Fast Explicit Diffusion, 2010): a few long steps that are unstable alone, among
 * short ones. Halved, as the scheme on five pixels asks for.
 */
export function diffusionSteps(fromSigma: number, toSigma: number): number[] {
  const time = fround(timeOf(toSigma) - timeOf(fromSigma))
  const least = fround(Math.sqrt(fround(fround(fround(3 * time) / LONGEST) + 0.25)))
  const count = Math.trunc(fround(Math.ceil(fround(fround(least - 0.5) - fround(1e-8))) + 0.5))
  const scale = fround(fround(3 * time) / fround(LONGEST * (count * (count + 1))))
  const share = fround(1 / fround(4 * count + 2))
  const length = fround(fround(scale * LONGEST) / 2)
  const sorted = Array.from({ length: count }, (_, k) => {
    const cosine = fround(Math.cos(fround(fround(fround(Math.PI) * (2 * k + 1)) * share)))
    return fround(length / fround(cosine * cosine))
  })
  return ordered(sorted).map((step) => fround(step * 0.5))
}

/** The diffusion time that smooths as a Gaussian does. */
function timeOf(sigma: number): number {
  return fround(0.5 * fround(sigma * sigma))
}

/** Every kappa-th one, counted around a prime. */
function ordered(steps: readonly number[]): number[] {
  const kappa = Math.floor(steps.length / 2)
  const prime = primeFrom(steps.length + 1)
  if (kappa === 0) return [...steps]
  const result: number[] = []
  for (let k = 1; result.length < steps.length; k++) {
    const index = ((k * kappa) % prime) - 1
    if (index < steps.length) result.push(steps[index])
  }
  return result
}

function primeFrom(value: number): number {
  let prime = value
  while (
    Array.from({ length: Math.max(0, prime - 2) }, (_, k) => k + 2).some((divisor) => prime % divisor === 0)
  )
    prime++
  return prime
}
