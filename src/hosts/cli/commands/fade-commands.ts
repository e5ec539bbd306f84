import { z } from 'zod'
import { AppError } from '../../../contract/errors.ts'
import { Polygon } from '../../../contract/geometry.ts'
import { readJsonFile, resolveNamedIn, resolveTyped } from '../input-files.ts'
import { clientIdOf } from './client-id-of.ts'
import type { Command } from './command.ts'
import { eachPair, PairId, readPairs } from './each-pair.ts'
import { idOption, noWords, required, viewOf } from './expect-words.ts'

/** One polygon or a list of polygons. */
const Polygons = z.union([z.array(Polygon).min(1), Polygon.transform((polygon) => [polygon])])
const MeasuredPair = z.object({
  id: PairId,
  baseline: z.string().min(1),
  visit: z.string().min(1),
  pre: z.string().min(1).nullish(),
  treated: Polygons,
  bare: Polygons,
})

/** Measures retention between files. */
export const measureCommand: Command = {
  plan: (line) => {
    noWords(line)
    const file = resolveTyped(required(line, 'pairs'))
    const path = (name: string): string => resolveNamedIn(file, name)
    return {
      needsCatalogue: false,
      run: ({ call, signal }) =>
        eachPair(readPairs(file, MeasuredPair), (pair) => {
          const { pre } = pair
          return call(
            'fade.measureFiles',
            {
              ...pair,
              baseline: path(pair.baseline),
              visit: path(pair.visit),
              pre: pre === undefined || pre === null ? undefined : path(pre),
            },
            { signal },
          )
        }),
    }
  },
}

/** Sets the polygons of a baseline photo. */
export const regionsCommand: Command = {
  plan: (line) => {
    noWords(line)
    const photo = idOption(line, 'photo')
    const treated = resolveTyped(required(line, 'treated'))
    const bare = resolveTyped(required(line, 'bare'))
    return {
      needsCatalogue: true,
      run: ({ call }) =>
        call('regions.set', { photo, treated: parsePolygons(treated), bare: parsePolygons(bare) }),
    }
  },
}

/** Retention at every visit of a client and view. */
export const fadeCommand: Command = {
  plan: (line) => {
    noWords(line)
    const client = required(line, 'client')
    const view = viewOf(line)
    return {
      needsCatalogue: true,
      run: async ({ call, ...options }) => {
        const clientId = await clientIdOf(call, client)
        const { visits, curve, touchUp } = await call('fade.timeline', { clientId, view }, options)
        return {
          visits: visits.map(({ date, phase, retentionPercent, sigmaPp, flags }) => ({
            date,
            phase,
            retentionPercent,
            sigmaPp,
            flags,
          })),
          curve,
          touchUp,
        }
      },
    }
  },
}

function parsePolygons(file: string): z.output<typeof Polygons> {
  const parsed = Polygons.safeParse(readJsonFile(file))
  if (parsed.success) return parsed.data
  throw new AppError(
    'invalid-input',
    `${file} is not a list of polygons [[[x, y] ...] ...] with three points or more.`,
  )
}
