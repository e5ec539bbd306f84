import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { PROGRAM_FOLDER } from '../support/program-folder.ts'
import { singleOutcome, withoutColours, type Outcome } from './outcome.ts'
import { runCommand } from './run-command.ts'

interface VitestReport {
  readonly success: boolean
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** Runs one project of vitest's configuration. */
export async function runVitest(project: string): Promise<Outcome> {
  const reportFile = join(tmpdir(), `fadeline-${project}-${process.pid}.json`)
  const result = await runCommand([
    'vitest',
    'run',
    '--config=tests/vitest.config.ts',
    `--project=${project}`,
    '--reporter=json',
    `--outputFile=${reportFile}`,
  ])
  const report = readReport(reportFile)
  if (report === null) return singleOutcome(`${project} tests`, { ...result, code: 1 })

  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: relative(PROGRAM_FOLDER, file.name) })),
  )
  const failures = tests
    .filter(({ status }) => status === 'failed')
    .map(({ file, fullName, failureMessages }) => ({
      name: `${file}: ${fullName}`,
      text: withoutColours(failureMessages.join('\n')),
    }))
  // A file that could not be loaded, or an error outside every test, has no test to its name.
  for (const file of report.testResults) {
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      failures.push({ name: relative(PROGRAM_FOLDER, file.name), text: withoutColours(file.message) })
    }
  }
  if (failures.length === 0 && result.code !== 0) {
    failures.push({ name: `${project} tests`, text: withoutColours(result.output).slice(-4000) })
  }
  const passed = tests.filter(({ status }) => status === 'passed').length
  return { passed, skipped: tests.length - passed - countFailed(tests), failures }
}

function countFailed(tests: readonly { readonly status: string }[]): number {
  return tests.filter(({ status }) => status === 'failed').length
}

function readReport(file: string): VitestReport | null {
  try {
    // Vitest's own report; its shape is what the reporter promises.
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  } catch {
    return null
  } finally {
    rmSync(file, { force: true })
  }
}
