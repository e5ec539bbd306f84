import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../../src/domain/fade/days-between.ts'
import { fitRetentionCurve, type RetentionVisit } from '../../../src/domain/fade/retention-curve.ts'

const START = '2024-02-19'

/** Visits on these days after the baseline, on R = f + (1 - f) exp(-k t). */
function visitsOn(days: readonly number[], rate: number, floor: number, sigma = 0.04): RetentionVisit[] {
  return days.map((day) => ({
    date: addDays(START, day),
    retention: floor + (1 - floor) * Math.exp((-rate * day) / 365.25),
    sigma: day === 0 ? 0 : sigma,
  }))
}

describe('the retention curve', () => {
  it('starts at 100 percent, falls, and holds the measured visits', () => {
    const visits = visitsOn([0, 120, 240, 400, 600], 0.8, 0.2)
    const { curve } = fitRetentionCurve(visits)
    if (curve.kind !== 'curve') throw new Error('No curve')
    expect(curve.points[0]).toEqual({ date: START, medianPercent: 100, lowPercent: 100, highPercent: 100 })
    const medians = curve.points.map((point) => point.medianPercent)
    expect(medians).toEqual([...medians].sort((a, b) => b - a))
    for (const visit of visits.slice(1)) {
      const point = curve.points.find(({ date }) => Math.abs(daysBetween(date, visit.date)) < 16)
      expect(Math.abs((point?.medianPercent ?? 0) - 100 * visit.retention)).toBeLessThan(5)
      expect(point?.lowPercent).toBeLessThan(100 * visit.retention)
      expect(point?.highPercent).toBeGreaterThan(100 * visit.retention)
    }
  })

  it('gives a window for the touch-up that holds the true day', () => {
    const rate = 0.9
    const floor = 0.15
    const { touchUp } = fitRetentionCurve(visitsOn([0, 100, 200, 300, 420], rate, floor, 0.03))
    if (touchUp.kind !== 'window') throw new Error(`No window: ${JSON.stringify(touchUp)}`)
    const trueDays = (-Math.log((0.6 - floor) / (1 - floor)) / rate) * 365.25
    expect(daysBetween(START, touchUp.from)).toBeLessThan(trueDays)
    expect(daysBetween(START, touchUp.to)).toBeGreaterThan(trueDays)
    expect(daysBetween(touchUp.from, touchUp.to)).toBeLessThanOrEqual(549)
  })

  it('does not predict what it cannot know', () => {
    const reasonOf = (visits: readonly RetentionVisit[]) => {
      const { curve, touchUp } = fitRetentionCurve(visits)
      return [curve.kind, 'reason' in touchUp ? touchUp.reason : touchUp.kind]
    }
    expect(reasonOf(visitsOn([0, 200], 0.5, 0.2))).toEqual(['not-enough-data', 'too-few-visits'])
    expect(reasonOf(visitsOn([0, 30, 60], 0.5, 0.2))).toEqual(['not-enough-data', 'too-short'])
    expect(reasonOf(visitsOn([0, 200, 400], 0.5, 0.2))).toEqual(['curve', 'too-few-visits'])
    expect(reasonOf(visitsOn([0, 50, 100, 150], 0.5, 0.2))).toEqual(['curve', 'too-short'])
    expect(reasonOf(visitsOn([0, 60, 120, 200], 0.15, 0.3, 0.1))).toEqual(['curve', 'too-uncertain'])
  })

  it('says so when the pigment stays', () => {
    const days = [0, 400, 800, 1200, 1600, 2000, 2400, 3000]
    const stays = days.map((day) => ({ date: addDays(START, day), retention: 1, sigma: 0.02 }))
    expect(fitRetentionCurve(stays).touchUp).toEqual({ kind: 'not-reached' })
  })

  it('does not depend on the order of visits and gives the same answer twice', () => {
    const visits = visitsOn([0, 120, 240, 400], 0.8, 0.2)
    const forward = fitRetentionCurve(visits)
    expect(fitRetentionCurve(visits.toReversed())).toEqual(forward)
  })

  it('is wider for less certain visits', () => {
    const widthAt = (sigma: number) => {
      const { curve } = fitRetentionCurve(visitsOn([0, 120, 240, 400], 0.8, 0.2, sigma))
      if (curve.kind !== 'curve') throw new Error('No curve')
      const last = curve.points[curve.points.length - 1]
      return last.highPercent - last.lowPercent
    }
    expect(widthAt(0.08)).toBeGreaterThan(widthAt(0.03))
  })
})
