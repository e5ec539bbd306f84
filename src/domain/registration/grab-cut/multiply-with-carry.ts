const FACTOR = 4_164_903_690n
const LOWER_HALF = 0xffff_ffffn

/** A repeatable stream of whole numbers of 32 bits (Marsaglia's multiply-with-carry), the one that OpenCV draws from. */
export function multiplyWithCarry(seed: number): () => number {
  let state = BigInt(seed)
  return () => {
    state = (state & LOWER_HALF) * FACTOR + (state >> 32n)
    return Number(state & LOWER_HALF)
  }
}
