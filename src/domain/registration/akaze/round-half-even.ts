/** Adding and taking away this rounds a number to the next whole one, and a half to the next even one. */
const ROUNDING = 1.5 * 2 ** 52

/** The nearest whole number, of two the even one. */
export function roundHalfEven(value: number): number {
  return value + ROUNDING - ROUNDING
}
