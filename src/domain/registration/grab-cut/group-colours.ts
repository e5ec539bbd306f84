/** How a set of colours, red, green and blue by turns, is grouped. */
export interface Grouping {
  readonly groups: number
  /** Whole numbers of 32 bits, by chance. */
  readonly random: () => number
}

const ROUNDS = 10
/** Of so many colours drawn by chance, the one that serves best becomes the next centre. */
const TRIALS = 3
const LEAST_SHIFT_SQUARED = 2 ** -46

/**
 * Groups colours around centres that move to the middle of their group (Lloyd, Least Squares Quantization in PCM, 1982) and
 * start apart from each other (Arthur and Vassilvitskii, k-means++, 2007). Answers each colour's group. Calculated in single
 * precision and in the order of OpenCV.
 */
export function groupColours(colours: Float32Array, { groups, random }: Grouping): Uint8Array {
  const count = colours.length / 3
  const labels = new Uint8Array(count)
  const rounds = groups === 1 ? 2 : ROUNDS
  let centres = firstCentres(colours, groups, random)
  for (let round = 1; round < rounds; round++) {
    label(colours, centres, labels)
    const moved = middlesOf(colours, labels, groups)
    const shift = farthestMove(centres, moved)
    centres = moved
    if (shift <= LEAST_SHIFT_SQUARED) break
  }
  return labels
}

function firstCentres(colours: Float32Array, groups: number, random: () => number): Float32Array {
  const count = colours.length / 3
  const chosen = [random() % count]
  let distances = new Float32Array(count).fill(Infinity)
  let sum = lowerDistances(colours, chosen[0], distances, distances)
  let [best, tried] = [new Float32Array(count), new Float32Array(count)]
  while (chosen.length < groups) {
    let bestSum = Infinity
    let bestPlace = 0
    for (let trial = 0; trial < TRIALS; trial++) {
      const place = drawPlace(distances, sum, random)
      const trialSum = lowerDistances(colours, place, distances, tried)
      if (trialSum >= bestSum) continue
      bestSum = trialSum
      bestPlace = place
      ;[best, tried] = [tried, best]
    }
    chosen.push(bestPlace)
    sum = bestSum
    ;[distances, best] = [best, distances]
  }
  const centres = new Float32Array(3 * groups)
  chosen.forEach((place, group) => centres.set(colours.subarray(3 * place, 3 * place + 3), 3 * group))
  return centres
}

/** A place by chance, the likelier the larger its distance. */
function drawPlace(distances: Float32Array, sum: number, random: () => number): number {
  const upper = random()
  let rest = Number((BigInt(upper) << 32n) | BigInt(random())) * 2 ** -64 * sum
  for (let place = 0; place < distances.length - 1; place++) {
    rest -= distances[place]
    if (rest <= 0) return place
  }
  return distances.length - 1
}

/** Writes to `lowered` each colour's distance from its nearest centre, were the colour at a place one as well, and adds them up. */
function lowerDistances(
  colours: Float32Array,
  place: number,
  distances: Float32Array,
  lowered: Float32Array,
): number {
  const [red, green, blue] = [colours[3 * place], colours[3 * place + 1], colours[3 * place + 2]]
  let sum = 0
  for (let i = 0; i < distances.length; i++) {
    lowered[i] = Math.min(distances[i], distanceSquared(colours, i, red, green, blue))
    sum += lowered[i]
  }
  return sum
}

function distanceSquared(colours: Float32Array, i: number, red: number, green: number, blue: number): number {
  const f = Math.fround
  const dr = f(colours[3 * i] - red)
  const dg = f(colours[3 * i + 1] - green)
  const db = f(colours[3 * i + 2] - blue)
  return f(f(f(dr * dr) + f(dg * dg)) + f(db * db))
}

function label(colours: Float32Array, centres: Float32Array, labels: Uint8Array): void {
  for (let i = 0; i < labels.length; i++) {
    let nearest = Infinity
    for (let k = 0; 3 * k < centres.length; k++) {
      const distance = distanceSquared(colours, i, centres[3 * k], centres[3 * k + 1], centres[3 * k + 2])
      if (distance >= nearest) continue
      nearest = distance
      labels[i] = k
    }
  }
}

/** The middle of each group; a group that lost all its colours gets one of the largest group, and its label with it. */
function middlesOf(colours: Float32Array, labels: Uint8Array, groups: number): Float32Array {
  const sums = new Float32Array(3 * groups)
  const counts = new Int32Array(groups)
  for (let i = 0; i < labels.length; i++) {
    const group = labels[i]
    for (let channel = 0; channel < 3; channel++) sums[3 * group + channel] += colours[3 * i + channel]
    counts[group]++
  }
  for (let empty = 0; empty < groups; empty++) {
    if (counts[empty] > 0) continue
    const largest = counts.indexOf(Math.max(...counts))
    const place = farthestFromMiddle(colours, labels, largest, { sums, counts })
    counts[largest]--
    counts[empty]++
    labels[place] = empty
    for (let channel = 0; channel < 3; channel++) {
      sums[3 * largest + channel] -= colours[3 * place + channel]
      sums[3 * empty + channel] += colours[3 * place + channel]
    }
  }
  return sums.map((sum, i) => sum * Math.fround(1 / counts[Math.floor(i / 3)]))
}

function farthestFromMiddle(
  colours: Float32Array,
  labels: Uint8Array,
  group: number,
  { sums, counts }: { readonly sums: Float32Array; readonly counts: Int32Array },
): number {
  const middle = sums.subarray(3 * group, 3 * group + 3).map((sum) => sum * Math.fround(1 / counts[group]))
  let farthest = 0
  let place = 0
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== group) continue
    const distance = distanceSquared(colours, i, middle[0], middle[1], middle[2])
    if (distance < farthest) continue
    farthest = distance
    place = i
  }
  return place
}

function farthestMove(from: Float32Array, to: Float32Array): number {
  let farthest = 0
  for (let i = 0; i < to.length; i += 3) {
    const [dr, dg, db] = [to[i] - from[i], to[i + 1] - from[i + 1], to[i + 2] - from[i + 2]]
    farthest = Math.max(farthest, dr * dr + dg * dg + db * db)
  }
  return farthest
}
