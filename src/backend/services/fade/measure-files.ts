import type { CallOutput, ParsedInput } from '../../../contract/contract.ts'
import type { FadeFlag } from '../../../contract/fade.ts'
import type { Aligner } from '../../alignment/alignment-types.ts'
import type { Measurer } from './create-measurer.ts'

/** Measures files whether or not the catalogue knows them: registers them to the baseline first. */
export async function measureFiles(
  { aligner, measurer }: { readonly aligner: Aligner; readonly measurer: Measurer },
  request: ParsedInput<'fade.measureFiles'>,
  { signal }: { readonly signal: AbortSignal },
): Promise<CallOutput<'fade.measureFiles'>> {
  const { id, baseline, visit, pre, treated, bare } = request
  const registration = await aligner.align({ before: baseline, after: visit }, { signal })
  if (registration.verdict === 'needs-points' || registration.measuringWarp === null) {
    return {
      id,
      retentionPercent: null,
      sigmaPp: null,
      dotPercent: null,
      densityPercent: null,
      flags: ['not-registered'],
    }
  }
  const preRegistration =
    pre === undefined ? null : await aligner.align({ before: baseline, after: pre }, { signal })
  const preWarp =
    preRegistration === null || preRegistration.verdict === 'needs-points'
      ? null
      : preRegistration.measuringWarp
  const { tiles: _, ...measured } = await measurer.measure(
    {
      baseline,
      visit,
      treated,
      bare,
      visitWarp: registration.measuringWarp,
      ...(pre === undefined || preWarp === null ? {} : { pre, preWarp }),
    },
    { signal },
  )
  return { id, ...measured, flags: [...new Set([...measured.flags, ...registrationFlags(registration)])] }
}

/** What a registration that is not sure says about a figure measured through it. */
export function registrationFlags(registration: {
  readonly verdict: 'aligned' | 'check' | 'needs-points'
  readonly poseDiffers: boolean
}): FadeFlag[] {
  if (registration.verdict === 'aligned') return []
  return [registration.poseDiffers ? 'pose-differs' : 'weak-registration']
}
