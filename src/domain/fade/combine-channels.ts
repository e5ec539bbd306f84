/** One channel's figure: retention (1 = baseline) and its standard error. */
export interface ChannelFigure {
  readonly retention: number
  readonly sigma: number
}

/** What both channels say together. */
export interface CombinedRetention extends ChannelFigure {
  /** False where the channels disagree, so that the density was left out: light or shine changed. */
  readonly channelsAgree: boolean
}

const AGREEMENT = 0.15

/** Averages the channels by their uncertainty where they agree within 15 points; otherwise the dots alone count. */
export function combineChannels(dots: ChannelFigure, density: ChannelFigure | null): CombinedRetention {
  if (!density) return { ...dots, channelsAgree: true }
  if (Math.abs(dots.retention - density.retention) > AGREEMENT) return { ...dots, channelsAgree: false }
  const dotWeight = 1 / dots.sigma ** 2
  const densityWeight = 1 / density.sigma ** 2
  const total = dotWeight + densityWeight
  return {
    retention: (dotWeight * dots.retention + densityWeight * density.retention) / total,
    sigma: Math.sqrt(1 / total),
    channelsAgree: true,
  }
}
