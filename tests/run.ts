import { runCommand } from './runner/run-command.ts'
import { singleOutcome, type Outcome } from './runner/outcome.ts'
import { runPlaywright } from './runner/run-playwright.ts'
import { runVitest } from './runner/run-vitest.ts'

// `npm test`: every check of the project, one after the other, and one line at the end that counts them all.

const steps: readonly { readonly name: string; readonly run: () => Promise<Outcome> }[] = [
  tool('format', ['oxfmt', '--check']),
  tool('types', ['tsc', '-b']),
  tool('lint', ['oxlint', '--type-aware', '--deny-warnings']),
  tool('dead code', ['knip']),
  tool('build', ['npm', 'run', '--silent', 'build']),
  { name: 'unit', run: () => runVitest('unit') },
  { name: 'integration', run: () => runVitest('integration') },
  { name: 'end to end in Chromium', run: () => runPlaywright('browser') },
  { name: 'end to end in Electron', run: () => runPlaywright('electron') },
]

let passed = 0
let skipped = 0
let failed = 0
for (const { name, run } of steps) {
  const startMs = performance.now()
  const outcome = await run()
  passed += outcome.passed
  skipped += outcome.skipped
  failed += outcome.failures.length
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`${name.padEnd(24)} ${describe(outcome)} (${seconds} s)`)
  for (const again of outcome.passedAgain ?? []) tell('PASSED AT THE SECOND TRY', again)
  for (const failure of outcome.failures) tell('FAILED', failure)
}

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0

function tool(name: string, command: readonly [string, ...string[]]) {
  return { name, run: async () => singleOutcome(name, await runCommand(command)) }
}

function tell(words: string, { name, text }: { readonly name: string; readonly text: string }): void {
  console.log(`\n  ${words} ${name}\n${text.replaceAll(/^/gm, '    ')}\n`)
}

function describe({ passed, skipped, failures, remark }: Outcome): string {
  if (remark !== undefined) return remark
  const parts = [`${passed} passed`]
  if (failures.length > 0) parts.push(`${failures.length} failed`)
  if (skipped > 0) parts.push(`${skipped} skipped`)
  return parts.join(', ')
}
