import { keepCompiledCode } from '../../src/hosts/installation/keep-compiled-code.ts'
import { benchAlign } from './align.ts'
import { benchComparability } from './comparability.ts'
import { benchFade } from './fade.ts'
import { benchImport } from './import.ts'
import { benchScale } from './scale.ts'
import { benchViewer } from './viewer.ts'

// As the command line and the browser's host do.
keepCompiledCode()

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  import: async () => {
    await benchImport()
    await benchScale()
  },
  align: benchAlign,
  comparability: benchComparability,
  fade: benchFade,
  viewer: benchViewer,
}

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const unknown = asked.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`)
  process.exitCode = 2
} else {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (asked.length === 0 || asked.includes(name)) await bench()
  }
}
