import { expect, it } from 'vitest'
import { akazeKernel, PLACES } from '../../../src/domain/registration/akaze/akaze-kernel.ts'
import { DESCRIPTOR_BYTES } from '../../../src/domain/registration/akaze/describe-key-points.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'
import { ensureBytes } from '../../../src/domain/wasm-kernel.ts'

const SIDES = [2, 3, 4]

/** Bit by bit: grid by grid and channel by channel, each cell with each later one. */
function compareOneByOne(cells: readonly (readonly number[])[]): number[] {
  // Zero is greater than what is zero from below.
  const isGreater = (a: number, b: number) => a > b || (Object.is(a, 0) && Object.is(b, -0))
  let first = 0
  const bits = SIDES.flatMap((side) => {
    const own = cells.slice(first, first + side * side)
    first += side * side
    return [0, 1, 2].flatMap((channel) =>
      own.flatMap((cell, i) =>
        own.slice(i + 1).map((later) => (isGreater(cell[channel], later[channel]) ? 1 : 0)),
      ),
    )
  })
  return Array.from({ length: DESCRIPTOR_BYTES }, (_, byte) =>
    bits.slice(8 * byte, 8 * byte + 8).reduce<number>((sum, bit, k) => sum + bit * 2 ** k, 0),
  )
}

it('cells are compared as one by one, of either sign and of neither', () => {
  const { memory, functions } = akazeKernel()
  ensureBytes({ memory, functions: {} }, PLACES.planes)
  const random = seededRandom(3)
  for (const spread of [0, 3, 1e6]) {
    const valueOf = () => Math.round((random() - 0.5) * spread) / 4
    const cells = Array.from({ length: 29 }, () => [valueOf(), valueOf(), valueOf(), random()])
    new Float32Array(memory.buffer, PLACES.cells, 4 * cells.length).set(cells.flat())
    functions.compareCells(PLACES.cells, PLACES.bits)
    const bits = [...new Uint8Array(memory.buffer, PLACES.bits, DESCRIPTOR_BYTES)]
    expect(bits).toEqual(compareOneByOne(cells))
    if (spread > 0) expect(bits.filter((byte) => byte > 0).length).toBeGreaterThan(40)
  }
})
