import { ExportLayout } from '../../../contract/exports.ts'
import { resolveTyped } from '../input-files.ts'
import { UsageError } from '../usage.ts'
import type { Command } from './command.ts'
import { idOption, noWords, onlyWord, required } from './expect-words.ts'

/** Makes a picture of two photos, with its record. */
export const exportCommand: Command = {
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
}

/** Checks an exported picture against its record and its originals. */
export const verifyCommand: Command = {
  plan: (line) => {
    const file = resolveTyped(onlyWord(line, 'the exported picture'))
    return { needsCatalogue: true, run: ({ call }) => call('exports.verify', { file }) }
  },
}
