import { existsSync } from 'node:fs'
import { z } from 'zod'
import { restoreCatalogue } from '../../backend/services/upkeep/restore-catalogue.ts'
import type { Call } from '../../client/connect.ts'
import type { Progress } from '../../contract/command.ts'
import { AppError } from '../../contract/errors.ts'
import { ExportLayout } from '../../contract/exports.ts'
import { Polygon } from '../../contract/geometry.ts'
import { ClientId, PhotoId } from '../../contract/ids.ts'
import type { FileRegistration } from '../../contract/registrations.ts'
import { View } from '../../contract/vocabulary.ts'
import type { CommandLine } from './command-line.ts'
import { readJsonFile, resolveNamedIn, resolveTyped } from './input-files.ts'
import { UsageError } from './usage.ts'

export interface CommandContext {
  readonly call: Call
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  /** The catalogue that the command line names, whether or not it is open. */
  readonly catalogueFolder: string
}

interface Command {
  /** Understands the command line before anything is opened. Throws UsageError. */
  plan(line: CommandLine): {
    /** False where only files are looked at, so that it works while the catalogue is open in the app. */
    readonly needsCatalogue: boolean
    run(context: CommandContext): Promise<unknown>
  }
}

/** Pairs looked at side by side: as many as the aligner has threads on a small machine. */
const PAIRS_AT_ONCE = 2

export const COMMANDS: Readonly<Record<string, Command>> = {
  import: {
    plan: (line) => {
      const folder = resolveTyped(onlyWord(line, 'the folder to import'))
      return {
        needsCatalogue: true,
        run: ({ call, ...options }) => call('imports.run', { folder }, options),
      }
    },
  },

  clients: {
    plan: (line) => {
      noWords(line)
      return {
        needsCatalogue: true,
        run: async ({ call }) => {
          const clients = await call('clients.list', {})
          return clients.map(({ id, name, visits, photos }) => ({ id, name, visits, photos }))
        },
      }
    },
  },

  photos: {
    plan: (line) => {
      noWords(line)
      const { client } = line.options
      const view = line.options['view'] === undefined ? undefined : viewOf(line)
      return {
        needsCatalogue: true,
        run: async ({ call }) => {
          if (client !== undefined) await clientIdOf(call, client)
          const photos = await call('photos.list', {
            ...(client === undefined ? {} : { client }),
            ...(view === undefined ? {} : { view }),
          })
          return photos.map((photo) => ({
            id: photo.id,
            client: photo.client,
            visitDate: photo.visitDate,
            phase: photo.phase,
            view: photo.view,
            file: photo.file,
            sha256: photo.sha256,
            width: photo.width,
            height: photo.height,
            takenAt: photo.takenAt,
            offset: photo.offset,
            camera: photo.camera,
            colourProfile: photo.colourProfile,
            status: photo.status,
          }))
        },
      }
    },
  },

  align: {
    plan: (line) => {
      const pairs = line.options['pairs']
      if (pairs === undefined) {
        const [before, after] = line.words
        if (before === undefined || after === undefined || line.words.length > 2) {
          throw new UsageError('align needs a before and an after: files, or ids of photos in the catalogue.')
        }
        return {
          needsCatalogue: isPhotoId(before) || isPhotoId(after),
          run: ({ call, signal }) => alignPhotos(call, before, after, resolveTyped, signal),
        }
      }
      noWords(line)
      const file = resolveTyped(pairs)
      const read = once(() => parseList(file, z.object({ id: Id, before: Photo, after: Photo })))
      return {
        needsCatalogue: namesPhotoIds(() => read().flatMap(({ before, after }) => [before, after])),
        run: ({ call, signal }) =>
          eachPair(read(), ({ before, after }) =>
            alignPhotos(call, before, after, (path) => resolveNamedIn(file, path), signal),
          ),
      }
    },
  },

  measure: {
    plan: (line) => {
      noWords(line)
      const file = resolveTyped(required(line, 'pairs'))
      const path = (name: string): string => resolveNamedIn(file, name)
      return {
        needsCatalogue: false,
        run: ({ call, signal }) =>
          eachPair(parseList(file, MeasuredPair), (pair) => {
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
  },

  regions: {
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
  },

  fade: {
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
  },

  export: {
    plan: (line) => {
      noWords(line)
      const layout = ExportLayout.safeParse(required(line, 'layout'))
      if (!layout.success) throw new UsageError('--layout is side-by-side or wipe.')
      const input = {
        beforeId: idOption(line, 'before'),
        afterId: idOption(line, 'after'),
        layout: layout.data,
        file: resolveTyped(required(line, 'out')),
      }
      return {
        needsCatalogue: true,
        run: async ({ call, ...options }) => {
          const { file, record } = await call('exports.create', input, options)
          return { file, record }
        },
      }
    },
  },

  verify: {
    plan: (line) => {
      const file = resolveTyped(onlyWord(line, 'the exported picture'))
      return { needsCatalogue: true, run: ({ call }) => call('exports.verify', { file }) }
    },
  },

  backup: {
    plan: (line) => {
      const file = resolveTyped(onlyWord(line, 'the file to write the copy to'))
      return { needsCatalogue: true, run: ({ call }) => call('catalogue.backUp', { file }) }
    },
  },

  restore: {
    plan: (line) => {
      const file = resolveTyped(onlyWord(line, 'the copy of a catalogue'))
      return {
        // The catalogue may be too damaged to be opened.
        needsCatalogue: false,
        run: async ({ catalogueFolder }) => restoreCatalogue(catalogueFolder, file),
      }
    },
  },

  doctor: {
    plan: (line) => {
      noWords(line)
      const sample = line.options['sample'] === undefined ? undefined : Number(line.options['sample'])
      if (sample !== undefined && !(Number.isInteger(sample) && sample >= 0)) {
        throw new UsageError('--sample is how many originals to read in full.')
      }
      return {
        needsCatalogue: true,
        run: ({ call, signal, onProgress }) => call('catalogue.check', { sample }, { signal, onProgress }),
      }
    },
  },
}

const Id = z.union([z.string(), z.number()]).transform(String)
const Photo = z.union([z.string().min(1), z.int().positive()]).transform(String)
/** One polygon or a list of polygons. */
const Polygons = z.union([z.array(Polygon).min(1), Polygon.transform((polygon) => [polygon])])
const MeasuredPair = z.object({
  id: Id,
  baseline: z.string().min(1),
  visit: z.string().min(1),
  pre: z.string().min(1).nullish(),
  treated: Polygons,
  bare: Polygons,
})

async function alignPhotos(
  call: Call,
  before: string,
  after: string,
  resolvePath: (path: string) => string,
  signal: AbortSignal,
): Promise<unknown> {
  if (isPhotoId(before) && isPhotoId(after)) {
    const ids = { beforeId: PhotoId.parse(Number(before)), afterId: PhotoId.parse(Number(after)) }
    return answer(await call('registrations.align', ids, { signal }))
  }
  const fileOf = async (word: string): Promise<string> =>
    isPhotoId(word)
      ? (await call('photos.get', { id: PhotoId.parse(Number(word)) })).photo.file
      : resolvePath(word)
  const files = { before: await fileOf(before), after: await fileOf(after) }
  return answer(await call('registrations.alignFiles', files, { signal }))
}

function answer(found: FileRegistration): unknown {
  const m = found.afterToBefore
  return {
    verdict: found.verdict,
    method: found.method,
    kind: found.kind,
    confidence: found.confidence,
    afterToBefore: [m.slice(0, 3), m.slice(3, 6), m.slice(6, 9)],
    residualPercent: found.residualPercent,
    poseDiffers: found.poseDiffers,
    reasons: found.reasons,
    elapsedMs: found.elapsedMs,
  }
}

/** A pair that fails says so in its place; the others are answered all the same. */
async function eachPair<P extends { readonly id: string }>(
  pairs: readonly P[],
  work: (pair: P) => Promise<unknown>,
): Promise<unknown[]> {
  const answers: unknown[] = Array.from({ length: pairs.length })
  const queue = pairs.entries()
  const worker = async (): Promise<void> => {
    for (const [index, pair] of queue) {
      try {
        answers[index] = { id: pair.id, ...((await work(pair)) as object) }
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'cancelled' || error.code === 'disconnected')
          throw error
        answers[index] = { id: pair.id, error: { code: error.code, message: error.message } }
      }
    }
  }
  await Promise.all(Array.from({ length: PAIRS_AT_ONCE }, worker))
  return answers
}

async function clientIdOf(call: Call, name: string): Promise<ClientId> {
  const folded = (text: string): string => text.normalize('NFC').trim().toLowerCase()
  const clients = await call('clients.list', {})
  const found = clients.find((client) => folded(client.name) === folded(name))
  if (found === undefined) throw new AppError('not-found', `There is no client named ${name}.`)
  return found.id
}

function parseList<T extends z.ZodType>(file: string, item: T): z.output<T>[] {
  const parsed = z.array(item).safeParse(readJsonFile(file))
  if (parsed.success) return parsed.data
  throw new AppError(
    'invalid-input',
    `${file} does not have the form that is asked for: ${z.prettifyError(parsed.error)}`,
  )
}

function parsePolygons(file: string): z.output<typeof Polygons> {
  const parsed = Polygons.safeParse(readJsonFile(file))
  if (parsed.success) return parsed.data
  throw new AppError(
    'invalid-input',
    `${file} is not a list of polygons [[[x, y] ...] ...] with three points or more.`,
  )
}

// A file that cannot be read is an error of the run, not of the plan.
function namesPhotoIds(words: () => readonly string[]): boolean {
  try {
    return words().some(isPhotoId)
  } catch {
    return false
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function isPhotoId(word: string): boolean {
  return /^\d+$/.test(word) && !existsSync(resolveTyped(word))
}

function onlyWord(line: CommandLine, what: string): string {
  const [word] = line.words
  if (word === undefined || line.words.length > 1)
    throw new UsageError(`${line.command} needs ${what}, and nothing else.`)
  return word
}

function noWords(line: CommandLine): void {
  if (line.words.length > 0)
    throw new UsageError(`${line.command} does not understand "${line.words.join(' ')}".`)
}

function required(line: CommandLine, option: string): string {
  const value = line.options[option]
  if (value === undefined) throw new UsageError(`${line.command} needs --${option}.`)
  return value
}

function idOption(line: CommandLine, option: string): PhotoId {
  const parsed = PhotoId.safeParse(Number(required(line, option)))
  if (!parsed.success) throw new UsageError(`--${option} is the number of a photo.`)
  return parsed.data
}

function viewOf(line: CommandLine): View {
  const view = View.safeParse(required(line, 'view'))
  if (!view.success) throw new UsageError(`--view is one of ${View.options.join(', ')}.`)
  return view.data
}
