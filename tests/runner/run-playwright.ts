import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { electronExecutable } from '../../src/hosts/launch/electron-binary.ts'
import { PROGRAM_FOLDER } from '../support/program-folder.ts'
import { singleOutcome, withoutColours, type Outcome } from './outcome.ts'
import { runCommand } from './run-command.ts'

interface PlaywrightSuite {
  readonly file: string
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: string
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[]
    }[]
  }[]
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[]
  readonly errors: readonly { readonly message?: string }[]
}

/** Runs the end-to-end tests in one host of the interface, or says why it cannot be had here. */
export async function runPlaywright(host: 'browser' | 'electron'): Promise<Outcome> {
  const obstacle = host === 'electron' ? electronObstacle() : null
  if (obstacle !== null) {
    return process.env['FADELINE_REQUIRE_ELECTRON']
      ? {
          passed: 0,
          skipped: 0,
          failures: [{ name: 'Electron', text: `${obstacle}, but it is required here` }],
        }
      : { passed: 0, skipped: 0, failures: [], remark: `skipped: ${obstacle}` }
  }
  const reportFile = join(tmpdir(), `fadeline-${host}-${process.pid}.json`)
  const result = await runCommand(
    ['playwright', 'test', '--config=tests/playwright.config.ts', `--project=${host}`],
    { FADELINE_E2E_REPORT: '1', PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
  )
  const report = readReport(reportFile)
  if (report === null) return singleOutcome(`${host} tests`, { ...result, code: 1 })

  const tests = report.suites.flatMap(testsOf)
  const told = (wanted: string) =>
    tests
      .filter(({ status }) => status === wanted)
      .map(({ name, messages }) => ({ name, text: withoutColours(messages.join('\n')) }))
  const failures = told('unexpected')
  const passedAgain = told('flaky')
  for (const { message } of report.errors) {
    failures.push({ name: `${host} tests`, text: withoutColours(message ?? 'unknown error') })
  }
  if (failures.length === 0 && result.code !== 0) {
    failures.push({ name: `${host} tests`, text: withoutColours(result.output).slice(-4000) })
  }
  return {
    passed: tests.filter(({ status }) => status === 'expected').length + passedAgain.length,
    skipped: tests.filter(({ status }) => status === 'skipped').length,
    failures,
    passedAgain,
  }
}

function testsOf(
  suite: PlaywrightSuite,
): readonly { readonly name: string; readonly status: string; readonly messages: readonly string[] }[] {
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests.map(({ status, results }) => ({
      name: `tests/e2e/${suite.file}: ${title}`,
      status,
      messages: results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')),
    })),
  )
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)]
}

function electronObstacle(): string | null {
  if (!existsSync(electronExecutable(PROGRAM_FOLDER, process.env))) {
    return 'there is no Electron binary (npm start downloads it)'
  }
  if (process.platform !== 'linux' || process.env['DISPLAY'] || isOnPath('Xvfb')) return null
  return 'there is no screen, and no Xvfb to make one'
}

function isOnPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
}

function readReport(file: string): PlaywrightReport | null {
  try {
    // Playwright's own report; its shape is what the reporter promises.
    return JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport
  } catch {
    return null
  } finally {
    rmSync(file, { force: true })
  }
}
