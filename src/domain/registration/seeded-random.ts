/**
 * A repeatable stream of numbers in [0, 1), so that the same two photos always get the same answer
 * (linear congruential generator with the constants of Numerical Recipes, 3rd edition, 7.1.4).
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}
