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

const NOBODY = 0
const SOURCE = 1
const SINK = 2
/** Instead of a direction to the parent: none, the terminal itself, and a parent that was lost. */
const NONE = -1
const TERMINAL = 8
const ORPHAN = 9

/** Parts one grid again and again. */
export interface GridCutter {
  /**
   * Parts the grid where that costs least: `towards` is, by pixel of the padded grid, what it costs to leave the first side less
   * what it costs to leave the second. Answers 1 for the first side.
   */
  cut(towards: Float64Array): Uint8Array
}

/**
 * Makes a cutter of two search trees that grow towards each other and are mended after each path (Boykov and Kolmogorov, An
 * Experimental Comparison of Min-Cut/Max-Flow Algorithms, 2004). What flowed before flows on the next time: where only the
 * wishes of pixels changed, little is left to do (Kohli and Torr, Dynamic Graph Cuts, 2007).
 */
export function gridCutter({ widthPx, heightPx, links }: CutGrid): GridCutter {
  const offsets = neighbourOffsets(widthPx)
  const rest = links.slice()
  const terminal = new Float64Array(links.length / 8)
  const before = new Float64Array(links.length / 8)
  return {
    cut(towards) {
      addChange(terminal, before, towards)
      const forest = new Forest(offsets, rest, terminal)
      forest.cut()
      const sides = new Uint8Array(widthPx * heightPx)
      for (let y = 0; y < heightPx; y++) {
        const row = sides.subarray(y * widthPx, (y + 1) * widthPx)
        forest.writeFirst(row, (y + 1) * (widthPx + 2) + 1)
      }
      return sides
    },
  }
}

function addChange(terminal: Float64Array, before: Float64Array, towards: Float64Array): void {
  for (let p = 0; p < terminal.length; p++) terminal[p] += towards[p] - before[p]
  before.set(towards)
}

class Forest {
  readonly #offsets: Int32Array
  /** What each pixel may still pass on to its neighbours, and take from the source (or, below 0, give to the sink). */
  readonly #rest: Float64Array
  readonly #terminal: Float64Array
  readonly #tree: Uint8Array
  readonly #parent: Int8Array
  /** How far a pixel was from its terminal when it was looked at last, and when that was. */
  readonly #distance: Int32Array
  readonly #seenAt: Int32Array
  /** Pixels whose neighbours are to be looked at, as a chain: the next one, itself where it is the last, -1 where it is not in it. */
  readonly #next: Int32Array
  #first = -1
  #last = -1
  #time = 0
  readonly #orphans: number[] = []

  constructor(offsets: Int32Array, rest: Float64Array, terminal: Float64Array) {
    const count = terminal.length
    this.#offsets = offsets
    this.#rest = rest
    this.#terminal = terminal
    this.#tree = new Uint8Array(count)
    this.#parent = new Int8Array(count).fill(NONE)
    this.#distance = new Int32Array(count)
    this.#seenAt = new Int32Array(count)
    this.#next = new Int32Array(count).fill(-1)
    for (let p = 0; p < count; p++) {
      if (terminal[p] === 0) continue
      this.#tree[p] = terminal[p] > 0 ? SOURCE : SINK
      this.#parent[p] = TERMINAL
      this.#distance[p] = 1
      this.#activate(p)
    }
  }

  /** Writes 1 for every pixel from `first` on that is on the first side. */
  writeFirst(row: Uint8Array, first: number): void {
    const tree = this.#tree
    for (let x = 0; x < row.length; x++) row[x] = tree[first + x] === SINK ? 0 : 1
  }

  cut(): void {
    for (let p = this.#takeActive(); p >= 0;) {
      const direction = this.#grow(p)
      this.#time++
      if (direction < 0) {
        p = this.#takeActive()
        continue
      }
      if (this.#tree[p] === SOURCE) this.#augment(p, direction)
      else this.#augment(p + this.#offsets[direction], 7 - direction)
      for (let orphan = this.#orphans.pop(); orphan !== undefined; orphan = this.#orphans.pop()) {
        this.#adopt(orphan)
      }
      if (this.#tree[p] === NOBODY) p = this.#takeActive()
    }
  }

  #activate(p: number): void {
    if (this.#next[p] >= 0) return
    if (this.#last >= 0) this.#next[this.#last] = p
    else this.#first = p
    this.#last = p
    this.#next[p] = p
  }

  /** The first active pixel that still belongs to a tree, -1 where there is none. */
  #takeActive(): number {
    while (this.#first >= 0) {
      const p = this.#first
      const next = this.#next[p]
      this.#next[p] = -1
      if (next === p) {
        this.#first = -1
        this.#last = -1
      } else this.#first = next
      if (this.#tree[p] !== NOBODY) return p
    }
    return -1
  }

  /** Takes free neighbours into the tree; answers the direction in which the other tree was met, -1 where it was not. */
  #grow(p: number): number {
    const rest = this.#rest
    const own = this.#tree[p]
    const isSource = own === SOURCE
    for (let d = 0; d < 8; d++) {
      const q = p + this.#offsets[d]
      if (rest[isSource ? 8 * p + d : 8 * q + 7 - d] <= 0) continue
      if (this.#tree[q] === SOURCE + SINK - own) return d
      this.#join(p, q, 7 - d, own)
    }
    return -1
  }

  /** Makes a pixel the parent of its neighbour, if that is free or is nearer to its terminal then. */
  #join(p: number, q: number, towardsParent: number, tree: number): void {
    if (this.#tree[q] === NOBODY) {
      this.#tree[q] = tree
      this.#activate(q)
    } else if (this.#seenAt[q] > this.#seenAt[p] || this.#distance[q] <= this.#distance[p]) return
    this.#parent[q] = towardsParent
    this.#seenAt[q] = this.#seenAt[p]
    this.#distance[q] = this.#distance[p] + 1
  }

  /** Passes as much as can be from the source to the sink, over the link from a pixel of the one tree to one of the other. */
  #augment(p: number, direction: number): void {
    const rest = this.#rest
    const parent = this.#parent
    const offsets = this.#offsets
    const bridge = 8 * p + direction
    const far = p + offsets[direction]
    let most = rest[bridge]
    let own = p
    for (let d = parent[own]; d !== TERMINAL; d = parent[own]) {
      own += offsets[d]
      most = Math.min(most, rest[8 * own + 7 - d])
    }
    most = Math.min(most, this.#terminal[own])
    own = far
    for (let d = parent[own]; d !== TERMINAL; d = parent[own]) {
      most = Math.min(most, rest[8 * own + d])
      own += offsets[d]
    }
    most = Math.min(most, -this.#terminal[own])
    rest[bridge] -= most
    rest[8 * far + 7 - direction] += most
    own = p
    for (let d = parent[own]; d !== TERMINAL; d = parent[own]) {
      const from = own + offsets[d]
      rest[8 * own + d] += most
      rest[8 * from + 7 - d] -= most
      if (rest[8 * from + 7 - d] <= 0) this.#orphan(own)
      own = from
    }
    this.#terminal[own] -= most
    if (this.#terminal[own] <= 0) this.#orphan(own)
    own = far
    for (let d = parent[own]; d !== TERMINAL; d = parent[own]) {
      const to = own + offsets[d]
      rest[8 * to + 7 - d] += most
      rest[8 * own + d] -= most
      if (rest[8 * own + d] <= 0) this.#orphan(own)
      own = to
    }
    this.#terminal[own] += most
    if (this.#terminal[own] >= 0) this.#orphan(own)
  }

  #orphan(p: number): void {
    this.#parent[p] = ORPHAN
    this.#orphans.push(p)
  }

  /** Finds a lost pixel another parent in its tree, the nearest to the terminal; without one it belongs to nobody. */
  #adopt(p: number): void {
    const offsets = this.#offsets
    const rest = this.#rest
    const tree = this.#tree
    const own = tree[p]
    const isSource = own === SOURCE
    let best = NONE
    let least = Infinity
    for (let d = 0; d < 8; d++) {
      const q = p + offsets[d]
      if (tree[q] !== own || rest[isSource ? 8 * q + 7 - d : 8 * p + d] <= 0) continue
      const distance = this.#distanceToTerminal(q)
      if (distance >= least) continue
      best = d
      least = distance
    }
    if (best !== NONE) {
      this.#settle(p, best, least + 1)
      return
    }
    tree[p] = NOBODY
    this.#parent[p] = NONE
    for (let d = 0; d < 8; d++) {
      const q = p + offsets[d]
      if (tree[q] !== own) continue
      if (rest[isSource ? 8 * q + 7 - d : 8 * p + d] > 0) this.#activate(q)
      if (this.#parent[q] === 7 - d) this.#orphan(q)
    }
  }

  #settle(p: number, direction: number, distance: number): void {
    this.#parent[p] = direction
    this.#seenAt[p] = this.#time
    this.#distance[p] = distance
  }

  /** How many steps lead to the terminal, infinite where the way ends at an orphan; the way is remembered for this time. */
  #distanceToTerminal(p: number): number {
    const offsets = this.#offsets
    const parent = this.#parent
    const distance = this.#distance
    const seenAt = this.#seenAt
    const time = this.#time
    let steps = 0
    let q = p
    for (;;) {
      if (seenAt[q] === time) {
        steps += distance[q]
        break
      }
      const d = parent[q]
      steps++
      if (d === TERMINAL) {
        seenAt[q] = time
        distance[q] = 1
        break
      }
      if (d === ORPHAN || d === NONE) return Infinity
      q += offsets[d]
    }
    let left = steps
    for (q = p; seenAt[q] !== time; q += offsets[parent[q]]) {
      seenAt[q] = time
      distance[q] = left--
    }
    return steps
  }
}
