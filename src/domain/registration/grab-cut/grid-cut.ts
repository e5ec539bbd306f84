import * as wasm from '../../wasm-kernel.ts'

/**
 * A grid of pixels that are to be parted into two sides. Around the grid lies one pixel more that belongs to nobody, so that
 * every pixel has eight neighbours.
 */
export interface CutGrid {
  readonly widthPx: number
  readonly heightPx: number
  /** What it costs to part a pixel from each of its eight neighbours, pixel by pixel of the padded grid. */
  readonly links: Float64Array
}

/** Where a pixel's neighbours lie, from the upper left to the lower right; the one opposite to `d` is `7 - d`. */
export function neighbourOffsets(widthPx: number): Int32Array {
  const row = widthPx + 2
  return Int32Array.of(-row - 1, -row, -row + 1, -1, 1, row - 1, row, row + 1)
}

/** Parts one grid again and again. */
export interface GridCutter {
  /**
   * Parts the grid where that costs least: `towards` is, by pixel of the padded grid, what it costs to leave the first side less
   * what it costs to leave the second. Answers 1 for the first side.
   */
  cut(towards: Float64Array): Uint8Array
}

let kernel: wasm.Kernel | undefined

/**
 * Makes a cutter of two search trees that grow towards each other and are mended after each path (Boykov and Kolmogorov, An
 * Experimental Comparison of Min-Cut/Max-Flow Algorithms, 2004). What flowed before flows on the next time: where only the
 * wishes of pixels changed, little is left to do (Kohli and Torr, Dynamic Graph Cuts, 2007).
 */
export function gridCutter({ widthPx, heightPx, links }: CutGrid): GridCutter {
  const count = links.length / LINKS
  const nodes = new Float64Array((count * NODE_BYTES) / 8)
  for (let p = 0; p < count; p++) {
    nodes.set(links.subarray(LINKS * p, LINKS * (p + 1)), (p * NODE_BYTES) / 8)
  }
  const row = widthPx + 2
  const offsets = neighbourOffsets(widthPx).map((offset) => offset * NODE_BYTES)
  return {
    cut(towards) {
      kernel ??= wasm.buildKernel(describeFunctions())
      const towardsAt = NODES_AT + nodes.byteLength
      const sidesAt = towardsAt + towards.byteLength
      wasm.ensureBytes(kernel, sidesAt + widthPx * heightPx)
      const { memory, functions } = kernel
      const { buffer } = memory
      new Uint8Array(buffer, 0, NODES_AT).fill(0)
      new Int32Array(buffer, AT.offsets, LINKS).set(offsets)
      // Other grids were in this memory meanwhile.
      const own = new Float64Array(buffer, NODES_AT, nodes.length)
      own.set(nodes)
      new Float64Array(buffer, towardsAt, towards.length).set(towards)
      functions['plant'](NODES_AT, towardsAt, sidesAt)
      functions['cut']()
      nodes.set(own)
      for (let y = 0; y < heightPx; y++) {
        const out = sidesAt + y * widthPx
        functions['writeFirst'](NODES_AT + ((y + 1) * row + 1) * NODE_BYTES, out, out + widthPx)
      }
      return new Uint8Array(buffer, sidesAt, widthPx * heightPx).slice()
    },
  }
}

const NOBODY = 0
const SOURCE = 1
const SINK = 2
/** Instead of a direction to the parent: the terminal itself, a parent that was lost, and none. */
const TERMINAL = 8
const LOST = 9
const NONE = 10

const LINKS = 8
/**
 * Where in the memory lies, in bytes, what the forest needs beside its pixels: the first and the last of the pixels whose neighbours
 * are to be looked at, the last of those that lost their parent, the time, and how far away neighbours lie.
 */
const AT = { first: 0, last: 4, orphan: 8, time: 12, offsets: 16 }
const NODES_AT = 64
/**
 * Where in a pixel's own bytes lies what it may still pass on to its neighbours; what it may take from the source (or, below 0,
 * give to the sink), and what was wished last; how far it was from its terminal when it was looked at last, and when that was;
 * the next of those to be looked at, itself where it is the last, 0 where it is none of them; its tree and the direction to its
 * parent; and the orphan before it.
 */
const OF = {
  rest: 0,
  terminal: 64,
  wished: 72,
  distance: 80,
  seenAt: 84,
  next: 88,
  tree: 92,
  parent: 96,
  orphan: 100,
}
const NODE_BYTES = 104
const FAR = 0x7fff_ffff

const { get, set, add, subtract, constant, load, store, loadDouble, storeDouble, ifTrue, whileTrue } = wasm
const none: wasm.Code = []
const ofForest = (address: number): wasm.Code => load(constant(address))
const setOfForest = (address: number, value: wasm.Code): wasm.Code => store(constant(address), value)
/** A field of the pixel whose place is in a local. */
const field = (pixel: number, offset: number): wasm.Code => load(get(pixel), offset)
const setField = (pixel: number, offset: number, value: wasm.Code): wasm.Code =>
  store(get(pixel), value, offset)
const eightTimes = (direction: wasm.Code): wasm.Code => wasm.shiftLeft(direction, constant(3))
/** Where the link of a pixel in a direction lies, and that of its neighbour back to it. */
const linkFrom = (pixel: number, direction: number): wasm.Code => add(get(pixel), eightTimes(get(direction)))
const linkBack = (neighbour: number, direction: number): wasm.Code =>
  add(get(neighbour), eightTimes(subtract(constant(LINKS - 1), get(direction))))
const neighbourOf = (pixel: number, direction: number): wasm.Code =>
  add(get(pixel), load(wasm.shiftLeft(get(direction), constant(2)), AT.offsets))
const isPositive = (value: wasm.Code): wasm.Code => wasm.lessDouble(wasm.zeroDouble, value)
const isOver = (value: wasm.Code): wasm.Code => wasm.atMostDouble(value, wasm.zeroDouble)

/** Puts a pixel at the end of those whose neighbours are to be looked at, if it is none of them. */
const activate = (pixel: number): wasm.Code =>
  ifTrue(field(pixel, OF.next), none, [
    ifTrue(
      ofForest(AT.last),
      store(ofForest(AT.last), get(pixel), OF.next),
      setOfForest(AT.first, get(pixel)),
    ),
    [setOfForest(AT.last, get(pixel)), setField(pixel, OF.next, get(pixel))],
  ])

const orphan = (pixel: number): wasm.Code => [
  setField(pixel, OF.parent, constant(LOST)),
  [setField(pixel, OF.orphan, ofForest(AT.orphan)), setOfForest(AT.orphan, get(pixel))],
]

/** Follows the parents of the pixel in `own` to its terminal; `step` leads to the next. */
const toTerminal = (own: number, direction: number, step: wasm.Code): wasm.Code => [
  set(direction, field(own, OF.parent)),
  whileTrue(subtract(get(direction), constant(TERMINAL)), [step, set(direction, field(own, OF.parent))]),
]

/** Starts from what pixels wish now: those that wish anything belong to a terminal. */
function describePlant(): wasm.KernelFunction {
  const [p, towards, towardsEnd, tree] = [0, 1, 2, 3]
  const wish = loadDouble(get(towards))
  return {
    name: 'plant',
    parameters: 3,
    locals: ['i32'],
    body: whileTrue(wasm.lessThan(get(towards), get(towardsEnd)), [
      storeDouble(
        get(p),
        wasm.addDouble(
          loadDouble(get(p), OF.terminal),
          wasm.minusDouble(wish, loadDouble(get(p), OF.wished)),
        ),
        OF.terminal,
      ),
      storeDouble(get(p), wish, OF.wished),
      [OF.distance, OF.seenAt, OF.next, OF.tree].map((offset) => setField(p, offset, constant(0))),
      setField(p, OF.parent, constant(NONE)),
      ifTrue(wasm.equalDouble(loadDouble(get(p), OF.terminal), wasm.zeroDouble), none, [
        set(tree, wasm.choose(isPositive(loadDouble(get(p), OF.terminal)), constant(SOURCE), constant(SINK))),
        [setField(p, OF.tree, get(tree)), setField(p, OF.parent, constant(TERMINAL))],
        [setField(p, OF.distance, constant(1)), activate(p)],
      ]),
      [set(p, add(get(p), constant(NODE_BYTES))), set(towards, add(get(towards), constant(8)))],
    ]),
  }
}

/** Passes as much as can be from the source to the sink, over the link from a pixel of the one tree to one of the other. */
function describeAugment(): wasm.KernelFunction {
  const [p, direction, far, own, d, other, most] = [0, 1, 2, 3, 4, 5, 6]
  const atMost = (value: wasm.Code) => set(most, wasm.lesserDouble(get(most), value))
  const gain = (address: wasm.Code, offset = 0) =>
    storeDouble(address, wasm.addDouble(loadDouble(address, offset), get(most)), offset)
  const lose = (address: wasm.Code, offset = 0) =>
    storeDouble(address, wasm.minusDouble(loadDouble(address, offset), get(most)), offset)
  const loseOrOrphan = (address: wasm.Code, offset = 0) => [
    lose(address, offset),
    ifTrue(isOver(loadDouble(address, offset)), orphan(own), none),
  ]
  const forward = set(own, neighbourOf(own, d))
  return {
    name: 'augment',
    parameters: 2,
    locals: ['i32', 'i32', 'i32', 'i32', 'f64'],
    body: [
      [set(far, neighbourOf(p, direction)), set(most, loadDouble(linkFrom(p, direction)))],
      [set(own, get(p)), toTerminal(own, d, [forward, atMost(loadDouble(linkBack(own, d)))])],
      atMost(loadDouble(get(own), OF.terminal)),
      [set(own, get(far)), toTerminal(own, d, [atMost(loadDouble(linkFrom(own, d))), forward])],
      atMost(wasm.negatedDouble(loadDouble(get(own), OF.terminal))),
      [lose(linkFrom(p, direction)), gain(linkBack(far, direction))],
      set(own, get(p)),
      toTerminal(own, d, [
        [set(other, neighbourOf(own, d)), gain(linkFrom(own, d)), loseOrOrphan(linkBack(other, d))],
        set(own, get(other)),
      ]),
      loseOrOrphan(get(own), OF.terminal),
      set(own, get(far)),
      toTerminal(own, d, [
        [set(other, neighbourOf(own, d)), gain(linkBack(other, d)), loseOrOrphan(linkFrom(own, d))],
        set(own, get(other)),
      ]),
      gain(get(own), OF.terminal),
      ifTrue(wasm.atMostDouble(wasm.zeroDouble, loadDouble(get(own), OF.terminal)), orphan(own), none),
    ],
  }
}

/** Finds a lost pixel another parent in its tree, the nearest to the terminal; without one it belongs to nobody. */
function describeAdopt(): wasm.KernelFunction {
  const [p, own, d, q, best, least, time] = [0, 1, 2, 3, 4, 5, 6]
  const [on, steps, isOnTheWay] = [7, 8, 9]
  const mayFeed = isPositive(
    loadDouble(wasm.choose(wasm.equal(get(own), constant(SOURCE)), linkBack(q, d), linkFrom(p, d))),
  )
  const isOwn = wasm.equal(field(q, OF.tree), get(own))
  const eachNeighbour = (body: wasm.Code) => [
    set(d, constant(0)),
    whileTrue(wasm.lessThan(get(d), constant(LINKS)), [
      [set(q, neighbourOf(p, d)), body],
      set(d, add(get(d), constant(1))),
    ]),
  ]
  const arrive = set(isOnTheWay, constant(0))
  const see = (distance: wasm.Code) => [
    setField(on, OF.seenAt, get(time)),
    setField(on, OF.distance, distance),
  ]
  const isSeen = wasm.equal(field(on, OF.seenAt), get(time))
  const goOn = (direction: wasm.Code) =>
    set(on, add(get(on), load(wasm.shiftLeft(direction, constant(2)), AT.offsets)))
  /** How many steps lead from a neighbour to the terminal, and none where the way ends at an orphan. */
  const countSteps = [
    [set(steps, constant(0)), set(on, get(q)), set(isOnTheWay, constant(1))],
    whileTrue(get(isOnTheWay), [
      ifTrue(
        isSeen,
        [set(steps, add(get(steps), field(on, OF.distance))), arrive],
        [
          set(steps, add(get(steps), constant(1))),
          ifTrue(
            wasm.equal(field(on, OF.parent), constant(TERMINAL)),
            [see(constant(1)), arrive],
            ifTrue(
              wasm.lessThan(constant(TERMINAL), field(on, OF.parent)),
              [set(steps, constant(FAR)), arrive],
              goOn(field(on, OF.parent)),
            ),
          ),
        ],
      ),
    ]),
  ]
  /** What was found on the way is remembered for this time. */
  const remember = [
    [set(on, get(q)), set(isOnTheWay, get(steps))],
    whileTrue(subtract(field(on, OF.seenAt), get(time)), [
      [see(get(isOnTheWay)), set(isOnTheWay, subtract(get(isOnTheWay), constant(1)))],
      goOn(field(on, OF.parent)),
    ]),
  ]
  return {
    name: 'adopt',
    parameters: 1,
    locals: Array<wasm.LocalType>(9).fill('i32'),
    body: [
      [set(own, field(p, OF.tree)), set(time, ofForest(AT.time)), set(least, constant(FAR))],
      eachNeighbour(
        ifTrue(
          wasm.and(isOwn, mayFeed),
          [
            countSteps,
            ifTrue(
              wasm.lessThan(get(steps), constant(FAR)),
              [
                remember,
                ifTrue(
                  wasm.lessThan(get(steps), get(least)),
                  [set(best, get(d)), set(least, get(steps))],
                  none,
                ),
              ],
              none,
            ),
          ],
          none,
        ),
      ),
      ifTrue(
        wasm.lessThan(get(least), constant(FAR)),
        [
          [setField(p, OF.parent, get(best)), setField(p, OF.seenAt, get(time))],
          setField(p, OF.distance, add(get(least), constant(1))),
        ],
        [
          [setField(p, OF.tree, constant(NOBODY)), setField(p, OF.parent, constant(NONE))],
          eachNeighbour(
            ifTrue(
              isOwn,
              [
                ifTrue(mayFeed, activate(q), none),
                ifTrue(
                  wasm.equal(field(q, OF.parent), subtract(constant(LINKS - 1), get(d))),
                  orphan(q),
                  none,
                ),
              ],
              none,
            ),
          ),
        ],
      ),
    ],
  }
}

/** Grows the trees as long as there are pixels to be looked at; where they meet, all is passed on that can be. */
function describeCut(): wasm.KernelFunction {
  const [p, d, q, own, isMet, isTaken] = [0, 1, 2, 3, 4, 5]
  /** The first of those to be looked at, if it still belongs to a tree. */
  const take = [
    [set(p, ofForest(AT.first)), set(q, field(p, OF.next)), setField(p, OF.next, constant(0))],
    ifTrue(
      wasm.equal(get(p), get(q)),
      [setOfForest(AT.first, constant(0)), setOfForest(AT.last, constant(0))],
      setOfForest(AT.first, get(q)),
    ),
    ifTrue(field(p, OF.tree), none, set(p, constant(0))),
  ]
  const isNearer = wasm.and(
    wasm.atMost(field(q, OF.seenAt), field(p, OF.seenAt)),
    wasm.lessThan(field(p, OF.distance), field(q, OF.distance)),
  )
  /** Makes the pixel the parent of its neighbour, if that is free or is nearer to its terminal then. */
  const join = [
    ifTrue(field(q, OF.tree), set(isTaken, isNearer), [
      [setField(q, OF.tree, get(own)), activate(q), set(isTaken, constant(1))],
    ]),
    ifTrue(
      get(isTaken),
      [
        setField(q, OF.parent, subtract(constant(LINKS - 1), get(d))),
        setField(q, OF.seenAt, field(p, OF.seenAt)),
        setField(q, OF.distance, add(field(p, OF.distance), constant(1))),
      ],
      none,
    ),
  ]
  const mayFeed = isPositive(
    loadDouble(wasm.choose(wasm.equal(get(own), constant(SOURCE)), linkFrom(p, d), linkBack(q, d))),
  )
  /** Takes free neighbours into the tree, until the other tree is met in a direction. */
  const grow = [
    [set(own, field(p, OF.tree)), set(isMet, constant(0)), set(d, constant(0))],
    whileTrue(wasm.and(wasm.lessThan(get(d), constant(LINKS)), wasm.equal(get(isMet), constant(0))), [
      set(q, neighbourOf(p, d)),
      ifTrue(
        mayFeed,
        ifTrue(
          wasm.equal(field(q, OF.tree), subtract(constant(SOURCE + SINK), get(own))),
          set(isMet, constant(1)),
          join,
        ),
        none,
      ),
      set(d, subtract(add(get(d), constant(1)), get(isMet))),
    ]),
  ]
  const pass = [
    ifTrue(
      wasm.equal(get(own), constant(SOURCE)),
      wasm.call(CALLED.augment, [get(p), get(d)]),
      wasm.call(CALLED.augment, [get(q), subtract(constant(LINKS - 1), get(d))]),
    ),
    whileTrue(ofForest(AT.orphan), [
      [set(q, ofForest(AT.orphan)), setOfForest(AT.orphan, field(q, OF.orphan))],
      wasm.call(CALLED.adopt, [get(q)]),
    ]),
    ifTrue(field(p, OF.tree), none, set(p, constant(0))),
  ]
  return {
    name: 'cut',
    parameters: 0,
    locals: Array<wasm.LocalType>(6).fill('i32'),
    body: whileTrue(wasm.or(get(p), ofForest(AT.first)), [
      ifTrue(
        get(p),
        [
          [grow, setOfForest(AT.time, add(ofForest(AT.time), constant(1)))],
          ifTrue(get(isMet), pass, set(p, constant(0))),
        ],
        take,
      ),
    ]),
  }
}

/** Writes 1 for every pixel of a row that is on the first side. */
function describeWriteFirst(): wasm.KernelFunction {
  const [p, out, outEnd] = [0, 1, 2]
  return {
    name: 'writeFirst',
    parameters: 3,
    locals: [],
    body: whileTrue(wasm.lessThan(get(out), get(outEnd)), [
      wasm.store8(get(out), wasm.equal(wasm.equal(field(p, OF.tree), constant(SINK)), constant(0))),
      [set(out, add(get(out), constant(1))), set(p, add(get(p), constant(NODE_BYTES)))],
    ]),
  }
}

/** The places of those functions that others call. */
const CALLED = { augment: 0, adopt: 1 }

function describeFunctions(): wasm.KernelFunction[] {
  return [describeAugment(), describeAdopt(), describePlant(), describeCut(), describeWriteFirst()]
}
