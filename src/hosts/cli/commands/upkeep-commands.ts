import { restoreCatalogue } from '../../../backend/services/upkeep/restore-catalogue.ts'
import { ImportReport } from '../../../contract/imports.ts'
import { CatalogueHealth } from '../../../contract/upkeep.ts'
import { resolveTyped } from '../input-files.ts'
import { UsageError } from '../usage.ts'
import type { Command } from './command.ts'
import { noWords, onlyWord } from './expect-words.ts'
import { healthWords } from './health-words.ts'
import { importWords } from './import-words.ts'

/** Brings in a folder of photos. */
export const importCommand: Command = {
  plan: (line) => {
    const folder = resolveTyped(onlyWord(line, 'the folder to import'))
    return {
      needsCatalogue: true,
      run: ({ call, ...options }) => call('imports.run', { folder }, options),
      inWords: (answer) => importWords(ImportReport.parse(answer)),
    }
  },
}

/** Writes a whole copy of the catalogue. */
export const backupCommand: Command = {
  plan: (line) => {
    const file = resolveTyped(onlyWord(line, 'the file to write the copy to'))
    return { needsCatalogue: true, run: ({ call }) => call('catalogue.backUp', { file }) }
  },
}

/** Puts a copy in the catalogue's place. */
export const restoreCommand: Command = {
  plan: (line) => {
    const file = resolveTyped(onlyWord(line, 'the copy of a catalogue'))
    return {
      // The catalogue may be too damaged to be opened.
      needsCatalogue: false,
      run: async ({ catalogueFolder }) => restoreCatalogue(catalogueFolder, file),
    }
  },
}

/** Checks the catalogue, some originals and the small pictures. */
export const doctorCommand: Command = {
  plan: (line) => {
    noWords(line)
    const sample = line.options['sample'] === undefined ? undefined : Number(line.options['sample'])
    if (sample !== undefined && !(Number.isInteger(sample) && sample >= 0)) {
      throw new UsageError('--sample is how many originals to read in full.')
    }
    return {
      needsCatalogue: true,
      run: ({ call, signal, onProgress }) => call('catalogue.check', { sample }, { signal, onProgress }),
      isBad: (answer) => !CatalogueHealth.parse(answer).isSound,
      inWords: (answer) => healthWords(CatalogueHealth.parse(answer)),
    }
  },
}
