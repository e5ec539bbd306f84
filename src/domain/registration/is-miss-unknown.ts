import type { Registration } from '../../contract/registrations.ts'

/** True where a person placed the pair and nothing tells how far it misses: no points, or so few that they always fit. */
export function isMissUnknown({
  madeBy,
  residualPercent,
}: Pick<Registration, 'madeBy' | 'residualPercent'>): boolean {
  return madeBy === 'person' && residualPercent < 0.005
}
