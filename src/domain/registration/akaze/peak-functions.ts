import * as wasm from '../../wasm-kernel.ts'

/**
 * Goes along a row, four pixels at once, and writes down where one of the four is above the first coefficient and above its
 * eight neighbours: in bytes from the row's start. The end of what was written is found at the last parameter's place.
 */
export const FIND_PEAKS = describePeaks()

function describePeaks() {
  const { get, set, add, constant } = wasm
  // The rows begin one pixel to the left of what is looked at.
  const [above, here, below, bytes, out, outEnd] = [0, 1, 2, 3, 4, 5]
  const [done, threshold, value] = [6, 7, 8]
  const at = (row: number, pixels: number) => wasm.loadFour(add(get(row), get(done)), 4 * pixels)
  const isAbove = (others: readonly wasm.Code[]) =>
    others.map((other) => wasm.greaterFour(get(value), other)).reduce(wasm.bothBits)
  const neighbours = [
    [here, 0],
    [here, 2],
    ...[above, below].flatMap((row) => [0, 1, 2].map((pixels) => [row, pixels] as const)),
  ].map(([row, pixels]) => at(row, pixels))
  return {
    name: 'findPeaks',
    parameters: 6,
    locals: ['i32', 'v128', 'v128'],
    body: [
      set(threshold, wasm.loadFourTimes(constant(0))),
      wasm.whileTrue(wasm.lessThan(get(done), get(bytes)), [
        set(value, at(here, 1)),
        wasm.ifTrue(
          wasm.anyBit(isAbove([get(threshold)])),
          wasm.ifTrue(
            wasm.anyBit(isAbove([get(threshold), ...neighbours])),
            [wasm.store(get(out), get(done)), set(out, add(get(out), constant(4)))],
            [],
          ),
          [],
        ),
        set(done, add(get(done), constant(16))),
      ]),
      wasm.store(get(outEnd), get(out)),
    ],
  } as const satisfies wasm.KernelFunction
}
