import { expect, it } from 'vitest'
import type { Correspondence } from '../../../src/domain/registration/correspondence.ts'
import { supportCounter, type TriedSimilarity } from '../../../src/domain/registration/count-support.ts'
import { seededRandom } from '../../../src/domain/registration/seeded-random.ts'

const TRIED: TriedSimilarity = { cosine: 0.9, sine: 0.2, offsetX: 12, offsetY: -7 }
const THRESHOLD_PX = 9

/** Half of them near where the similarity puts them, the others anywhere. */
function plantMatches(count: number): Correspondence[] {
  const random = seededRandom(count)
  return Array.from({ length: count }, (_, i) => {
    const [x, y] = [700 * random(), 900 * random()]
    const spread = i % 2 === 0 ? 16 : 900
    return {
      x,
      y,
      u: TRIED.cosine * x - TRIED.sine * y + TRIED.offsetX + spread * (random() - 0.5),
      v: TRIED.sine * x + TRIED.cosine * y + TRIED.offsetY + spread * (random() - 0.5),
    }
  })
}

function supportPlainly(matches: readonly Correspondence[]): number {
  const { cosine, sine, offsetX, offsetY } = TRIED
  return matches.reduce((support, { x, y, u, v }) => {
    const across = cosine * x - sine * y + offsetX - u
    const down = sine * x + cosine * y + offsetY - v
    const squared = across * across + down * down
    return squared < THRESHOLD_PX ** 2 ? support + (1 - squared / THRESHOLD_PX ** 2) : support
  }, 0)
}

it.each([400, 401, 5, 4])(
  'what stands behind a similarity is what each of %i correspondences counts',
  (count) => {
    const matches = plantMatches(count)
    const { support } = supportCounter(matches, THRESHOLD_PX)
    expect(support(TRIED, -1)).toBe(supportPlainly(matches))
    expect(support(TRIED, supportPlainly(matches) - 1e-9)).toBe(supportPlainly(matches))
  },
)

it('a vote that cannot win is not counted to its end, and stays below what it had to beat', () => {
  const matches = plantMatches(400)
  const { support } = supportCounter(matches, THRESHOLD_PX)
  const beaten = support(TRIED, 350)
  expect(beaten).toBeLessThan(supportPlainly(matches))
  expect(beaten).toBeLessThan(350)
})
