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

/** What works on grids of up to so many pixels. */
interface CutKernel {
  readonly kernel: wasm.Kernel
  readonly at: Places
  readonly capacity: number
}

let latest: CutKernel | undefined

function kernelFor(count: number): CutKernel {
  if (latest !== undefined && latest.capacity >= count) return latest
  const capacity = 2 ** Math.max(14, Math.ceil(Math.log2(count)))
  const at = placesFor(capacity)
  latest = { kernel: wasm.buildKernel(describeFunctions(at)), at, capacity }
  wasm.ensureBytes(latest.kernel, at.end)
  return latest
}

/**
 * Makes a cutter of two search trees that grow towards each other and are mended after each path (Boykov and Kolmogorov, An
 * Experimental Comparison of Min-Cut/Max-Flow Algorithms, 2004). What flowed before flows on the next time: where only the
 * wishes of pixels changed, little is left to do (Kohli and Torr, Dynamic Graph Cuts, 2007).
 */
export function gridCutter({ widthPx, heightPx, links }: CutGrid): GridCutter {
  const count = links.length / LINKS
  const kept = { rest: links.slice(), terminal: new Float64Array(count), wished: new Float64Array(count) }
  const row = widthPx + 2
  return {
    cut(towards) {
      const { kernel, at } = kernelFor(count)
      const { buffer } = kernel.memory
      const { plant, cut, writeFirst } = kernel.functions
      const numbers = (place: number, length = count) => new Float64Array(buffer, place, length)
      // Other grids were in this memory meanwhile.
      const own = {
        rest: numbers(at.rest, links.length),
        terminal: numbers(at.terminal),
        wished: numbers(at.wished),
      }
      own.rest.set(kept.rest)
      own.terminal.set(kept.terminal)
      own.wished.set(kept.wished)
      numbers(at.towards).set(towards)
      new Uint8Array(buffer, 0, at.rest).fill(0)
      new Int32Array(buffer, at.offsets, LINKS).set(neighbourOffsets(widthPx))
      plant(count)
      cut()
      kept.rest.set(own.rest)
      kept.terminal.set(own.terminal)
      kept.wished.set(own.wished)
      for (let y = 0; y < heightPx; y++) {
        const out = at.sides + y * widthPx
        writeFirst((y + 1) * row + 1, out, out + widthPx)
      }
      return new Uint8Array(buffer, at.sides, widthPx * heightPx).slice()
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
const FAR = 0x7fff_ffff

/**
 * Where in the memory lies, in bytes, what the forest needs: the first and the last of the pixels whose neighbours are to be looked
 * at, the last of those that lost their parent, the time, and how far away neighbours lie. Then by pixel: its tree and the
 * direction to its parent, one byte each, so that most of it is at hand; how far it was from its terminal when it was looked at
 * last, and when that was; the next of those to be looked at, itself where it is the last, 0 where it is none of them; the orphan
 * before it; what it may still pass on to its neighbours; what it may take from the source (or, below 0, give to the sink), what was
 * wished last and is wished now; and the side it is on.
 */
type Places = ReturnType<typeof placesFor>

function placesFor(capacity: number) {
  const tree = 64
  const parent = tree + capacity
  const seen = parent + capacity
  const next = seen + 8 * capacity
  const orphan = next + 4 * capacity
  const rest = orphan + 4 * capacity
  const terminal = rest + 8 * LINKS * capacity
  const wished = terminal + 8 * capacity
  const towards = wished + 8 * capacity
  const sides = towards + 8 * capacity
  const forest = { first: 0, last: 4, orphanLast: 8, time: 12, offsets: 16 }
  const end = sides + capacity
  return { ...forest, tree, parent, seen, next, orphan, rest, terminal, wished, towards, sides, end }
}

const { get, set, add, subtract, constant, load, store, loadDouble, storeDouble, ifTrue, whileTrue } = wasm
const none: wasm.Code = []
const ofForest = (address: number): wasm.Code => load(constant(address))
const setOfForest = (address: number, value: wasm.Code): wasm.Code => store(constant(address), value)
const times = (value: wasm.Code, power: number): wasm.Code => wasm.shiftLeft(value, constant(power))
const isPositive = (value: wasm.Code): wasm.Code => wasm.lessDouble(wasm.zeroDouble, value)
const isOver = (value: wasm.Code): wasm.Code => wasm.atMostDouble(value, wasm.zeroDouble)

/** A field of pixels, of which the place of the first and the bytes of one, as a power of two, are given. */
interface Field {
  readonly of: (pixel: number) => wasm.Code
  readonly set: (pixel: number, value: wasm.Code) => wasm.Code
}

const byteField = (place: number): Field => ({
  of: (pixel) => wasm.loadOneOf8(get(pixel), place),
  set: (pixel, value) => wasm.store8(get(pixel), value, place),
})
const wordField = (place: number, power = 2): Field => ({
  of: (pixel) => load(times(get(pixel), power), place),
  set: (pixel, value) => store(times(get(pixel), power), value, place),
})
const numberField = (place: number): Field => ({
  of: (pixel) => loadDouble(times(get(pixel), 3), place),
  set: (pixel, value) => storeDouble(times(get(pixel), 3), value, place),
})

function fieldsAt(at: Places) {
  const next = wordField(at.next)
  const orphan = wordField(at.orphan)
  const parent = byteField(at.parent)
  const link = (own: wasm.Code, direction: wasm.Code): Link => {
    const place = add(times(own, 6), times(direction, 3))
    return {
      place,
      value: loadDouble(place, at.rest),
      set: (value) => storeDouble(place, value, at.rest),
    }
  }
  return {
    tree: byteField(at.tree),
    parent,
    distance: wordField(at.seen, 3),
    seenAt: wordField(at.seen + 4, 3),
    terminal: numberField(at.terminal),
    wished: numberField(at.wished),
    towards: numberField(at.towards),
    /** The link of a pixel in a direction, and that of its neighbour back to it. */
    linkFrom: (pixel: number, direction: number) => link(get(pixel), get(direction)),
    linkBack: (neighbour: number, direction: number) =>
      link(get(neighbour), subtract(constant(LINKS - 1), get(direction))),
    beyond: (pixel: number, direction: wasm.Code): wasm.Code =>
      add(get(pixel), load(times(direction, 2), at.offsets)),
    /** Puts a pixel at the end of those whose neighbours are to be looked at, if it is none of them. */
    activate: (pixel: number): wasm.Code =>
      ifTrue(next.of(pixel), none, [
        ifTrue(
          ofForest(at.last),
          store(times(ofForest(at.last), 2), get(pixel), at.next),
          setOfForest(at.first, get(pixel)),
        ),
        [setOfForest(at.last, get(pixel)), next.set(pixel, get(pixel))],
      ]),
    next,
    orphan,
    lose: (pixel: number): wasm.Code => [
      parent.set(pixel, constant(LOST)),
      [orphan.set(pixel, ofForest(at.orphanLast)), setOfForest(at.orphanLast, get(pixel))],
    ],
  }
}

type Fields = ReturnType<typeof fieldsAt>

interface Link extends Quantity {
  readonly place: wasm.Code
}

interface Quantity {
  readonly value: wasm.Code
  readonly set: (value: wasm.Code) => wasm.Code
}

/** The places of those functions that others call. */
const CALLED = { augment: 0, adopt: 1 }

function describeFunctions(at: Places): wasm.KernelFunction[] {
  const fields = fieldsAt(at)
  return [
    describeAugment(fields),
    describeAdopt(at, fields),
    describePlant(fields),
    describeCut(at, fields),
    describeWriteFirst(fields),
  ]
}

/** Starts from what pixels wish now: those that wish anything belong to a terminal. */
function describePlant({
  tree,
  parent,
  distance,
  terminal,
  wished,
  towards,
  activate,
}: Fields): wasm.KernelFunction {
  const [count, p, own] = [0, 1, 2]
  const change = wasm.minusDouble(towards.of(p), wished.of(p))
  return {
    name: 'plant',
    parameters: 1,
    locals: ['i32', 'i32'],
    body: whileTrue(wasm.lessThan(get(p), get(count)), [
      [terminal.set(p, wasm.addDouble(terminal.of(p), change)), wished.set(p, towards.of(p))],
      ifTrue(wasm.equalDouble(terminal.of(p), wasm.zeroDouble), parent.set(p, constant(NONE)), [
        set(own, wasm.choose(isPositive(terminal.of(p)), constant(SOURCE), constant(SINK))),
        [tree.set(p, get(own)), parent.set(p, constant(TERMINAL)), distance.set(p, constant(1))],
        activate(p),
      ]),
      set(p, add(get(p), constant(1))),
    ]),
  }
}

/** Passes as much as can be from the source to the sink, over the link from a pixel of the one tree to one of the other. */
function describeAugment({
  parent,
  terminal,
  linkFrom,
  linkBack,
  beyond,
  lose,
}: Fields): wasm.KernelFunction {
  const [p, direction, far, own, d, other, most] = [0, 1, 2, 3, 4, 5, 6]
  const atMost = (value: wasm.Code) => set(most, wasm.lesserDouble(get(most), value))
  const gain = (link: Quantity) => link.set(wasm.addDouble(link.value, get(most)))
  const spend = (link: Quantity) => link.set(wasm.minusDouble(link.value, get(most)))
  const spendOrLose = (link: Quantity) => [spend(link), ifTrue(isOver(link.value), lose(own), none)]
  const ofTerminal: Quantity = { value: terminal.of(own), set: (value) => terminal.set(own, value) }
  const forward = set(own, beyond(own, get(d)))
  /** Follows the parents of a pixel to its terminal; each step leads to the next. */
  const toTerminal = (from: number, step: wasm.Code) => [
    [set(own, get(from)), set(d, parent.of(own))],
    whileTrue(subtract(get(d), constant(TERMINAL)), [step, set(d, parent.of(own))]),
  ]
  return {
    name: 'augment',
    parameters: 2,
    locals: ['i32', 'i32', 'i32', 'i32', 'f64'],
    body: [
      [set(far, beyond(p, get(direction))), set(most, linkFrom(p, direction).value)],
      [toTerminal(p, [forward, atMost(linkBack(own, d).value)]), atMost(terminal.of(own))],
      toTerminal(far, [atMost(linkFrom(own, d).value), forward]),
      atMost(wasm.negatedDouble(terminal.of(own))),
      [spend(linkFrom(p, direction)), gain(linkBack(far, direction))],
      toTerminal(p, [
        [set(other, beyond(own, get(d))), gain(linkFrom(own, d)), spendOrLose(linkBack(other, d))],
        set(own, get(other)),
      ]),
      spendOrLose(ofTerminal),
      toTerminal(far, [
        [set(other, beyond(own, get(d))), gain(linkBack(other, d)), spendOrLose(linkFrom(own, d))],
        set(own, get(other)),
      ]),
      gain(ofTerminal),
      ifTrue(wasm.atMostDouble(wasm.zeroDouble, terminal.of(own)), lose(own), none),
    ],
  }
}

/** Finds a lost pixel another parent in its tree, the nearest to the terminal; without one it belongs to nobody. */
function describeAdopt(
  at: Places,
  { tree, parent, distance, seenAt, linkFrom, linkBack, beyond, activate, lose }: Fields,
): wasm.KernelFunction {
  const [p, own, d, q, best, least, time] = [0, 1, 2, 3, 4, 5, 6]
  const [on, steps, isOnTheWay] = [7, 8, 9]
  const isSource = wasm.equal(get(own), constant(SOURCE))
  const place = wasm.choose(isSource, linkBack(q, d).place, linkFrom(p, d).place)
  const mayFeed = isPositive(loadDouble(place, at.rest))
  const isOwn = wasm.equal(tree.of(q), get(own))
  const eachNeighbour = (body: wasm.Code) => [
    set(d, constant(0)),
    whileTrue(wasm.lessThan(get(d), constant(LINKS)), [
      [set(q, beyond(p, get(d))), body],
      set(d, add(get(d), constant(1))),
    ]),
  ]
  const arrive = set(isOnTheWay, constant(0))
  const see = (steps: wasm.Code) => [seenAt.set(on, get(time)), distance.set(on, steps)]
  const goOn = set(on, beyond(on, parent.of(on)))
  /** How many steps lead from a neighbour to the terminal, and none where the way ends at an orphan. */
  const countSteps = [
    [set(steps, constant(0)), set(on, get(q)), set(isOnTheWay, constant(1))],
    whileTrue(get(isOnTheWay), [
      ifTrue(
        wasm.equal(seenAt.of(on), get(time)),
        [set(steps, add(get(steps), distance.of(on))), arrive],
        [
          set(steps, add(get(steps), constant(1))),
          ifTrue(
            wasm.lessThan(parent.of(on), constant(TERMINAL)),
            goOn,
            ifTrue(
              wasm.equal(parent.of(on), constant(TERMINAL)),
              [see(constant(1)), arrive],
              [set(steps, constant(FAR)), arrive],
            ),
          ),
        ],
      ),
    ]),
  ]
  /** What was found on the way is remembered for this time. */
  const remember = [
    [set(on, get(q)), set(isOnTheWay, get(steps))],
    whileTrue(subtract(seenAt.of(on), get(time)), [
      [see(get(isOnTheWay)), set(isOnTheWay, subtract(get(isOnTheWay), constant(1))), goOn],
    ]),
  ]
  const take = ifTrue(
    wasm.lessThan(get(steps), get(least)),
    [set(best, get(d)), set(least, get(steps))],
    none,
  )
  const isParent = wasm.equal(parent.of(q), subtract(constant(LINKS - 1), get(d)))
  return {
    name: 'adopt',
    parameters: 1,
    locals: Array<wasm.LocalType>(9).fill('i32'),
    body: [
      [set(own, tree.of(p)), set(time, ofForest(at.time)), set(least, constant(FAR))],
      eachNeighbour(
        ifTrue(
          wasm.and(isOwn, mayFeed),
          [countSteps, ifTrue(wasm.lessThan(get(steps), constant(FAR)), [remember, take], none)],
          none,
        ),
      ),
      ifTrue(
        wasm.lessThan(get(least), constant(FAR)),
        [[parent.set(p, get(best)), seenAt.set(p, get(time))], distance.set(p, add(get(least), constant(1)))],
        [
          [tree.set(p, constant(NOBODY)), parent.set(p, constant(NONE))],
          eachNeighbour(
            ifTrue(isOwn, [ifTrue(mayFeed, activate(q), none), ifTrue(isParent, lose(q), none)], none),
          ),
        ],
      ),
    ],
  }
}

/** Grows the trees as long as there are pixels to be looked at; where they meet, all is passed on that can be. */
function describeCut(
  at: Places,
  { tree, parent, distance, seenAt, next, orphan, linkFrom, linkBack, beyond, activate }: Fields,
): wasm.KernelFunction {
  const [p, d, q, own, isMet, isTaken] = [0, 1, 2, 3, 4, 5]
  /** The first of those to be looked at, if it still belongs to a tree. */
  const take = [
    [set(p, ofForest(at.first)), set(q, next.of(p)), next.set(p, constant(0))],
    ifTrue(
      wasm.equal(get(p), get(q)),
      [setOfForest(at.first, constant(0)), setOfForest(at.last, constant(0))],
      setOfForest(at.first, get(q)),
    ),
    ifTrue(tree.of(p), none, set(p, constant(0))),
  ]
  const isNearer = wasm.and(
    wasm.atMost(seenAt.of(q), seenAt.of(p)),
    wasm.lessThan(distance.of(p), distance.of(q)),
  )
  /** Makes the pixel the parent of its neighbour, if that is free or is nearer to its terminal then. */
  const join = [
    ifTrue(tree.of(q), set(isTaken, isNearer), [
      [tree.set(q, get(own)), activate(q), set(isTaken, constant(1))],
    ]),
    ifTrue(
      get(isTaken),
      [
        [parent.set(q, subtract(constant(LINKS - 1), get(d))), seenAt.set(q, seenAt.of(p))],
        distance.set(q, add(distance.of(p), constant(1))),
      ],
      none,
    ),
  ]
  const isSource = wasm.equal(get(own), constant(SOURCE))
  const place = wasm.choose(isSource, linkFrom(p, d).place, linkBack(q, d).place)
  const mayFeed = isPositive(loadDouble(place, at.rest))
  const isOther = wasm.equal(tree.of(q), subtract(constant(SOURCE + SINK), get(own)))
  /** Takes free neighbours into the tree, until the other tree is met in a direction. */
  const grow = [
    [set(own, tree.of(p)), set(isMet, constant(0)), set(d, constant(0))],
    whileTrue(wasm.and(wasm.lessThan(get(d), constant(LINKS)), wasm.equal(get(isMet), constant(0))), [
      set(q, beyond(p, get(d))),
      ifTrue(mayFeed, ifTrue(isOther, set(isMet, constant(1)), join), none),
      set(d, subtract(add(get(d), constant(1)), get(isMet))),
    ]),
  ]
  const pass = [
    ifTrue(
      isSource,
      wasm.call(CALLED.augment, [get(p), get(d)]),
      wasm.call(CALLED.augment, [get(q), subtract(constant(LINKS - 1), get(d))]),
    ),
    whileTrue(ofForest(at.orphanLast), [
      [set(q, ofForest(at.orphanLast)), setOfForest(at.orphanLast, orphan.of(q))],
      wasm.call(CALLED.adopt, [get(q)]),
    ]),
    ifTrue(tree.of(p), none, set(p, constant(0))),
  ]
  return {
    name: 'cut',
    parameters: 0,
    locals: Array<wasm.LocalType>(6).fill('i32'),
    body: whileTrue(wasm.or(get(p), ofForest(at.first)), [
      ifTrue(
        get(p),
        [
          [grow, setOfForest(at.time, add(ofForest(at.time), constant(1)))],
          ifTrue(get(isMet), pass, set(p, constant(0))),
        ],
        take,
      ),
    ]),
  }
}

/** Writes 1 for every pixel of a row that is on the first side. */
function describeWriteFirst({ tree }: Fields): wasm.KernelFunction {
  const [p, out, outEnd] = [0, 1, 2]
  return {
    name: 'writeFirst',
    parameters: 3,
    locals: [],
    body: whileTrue(wasm.lessThan(get(out), get(outEnd)), [
      wasm.store8(get(out), wasm.equal(wasm.equal(tree.of(p), constant(SINK)), constant(0))),
      [set(out, add(get(out), constant(1))), set(p, add(get(p), constant(1)))],
    ]),
  }
}
