import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fuses from '@electron/fuses'
import { expect, test as appTest } from '../support/app-test.ts'
import { openSamplePair } from '../support/open-sample-pair.ts'
import { packageProgram, startPackaged } from '../support/packaged-program.ts'

const { FuseV1Options, getCurrentFuseWire } = fuses

const test = appTest.extend<{ readonly executable: string }>({
  executable: async ({ scratchFolder }, lend) => lend(await packageProgram(join(scratchFolder, 'desktop'))),
})

test('the packaged program runs the whole line, and no other program gets in through it', async ({
  executable,
  scratchFolder,
  playwright,
}) => {
  // Packaging alone may take a minute on a slow machine.
  test.setTimeout(300_000)

  await test.step('its fuses are set', async () => {
    const wire = await getCurrentFuseWire(executable)
    // The wire holds the characters 0 and 1.
    const stateOf = (fuse: keyof typeof wire): string => String.fromCharCode(Number(wire[fuse]))
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ]
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ]
    expect(off.map(stateOf)).toEqual(off.map(() => '0'))
    expect(on.map(stateOf)).toEqual(on.map(() => '1'))
  })

  // What would make a program out of Electron that does another's bidding.
  const trace = join(scratchFolder, 'was-run')
  const script = join(scratchFolder, 'other.cjs')
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')\n`)
  const program = await startPackaged({
    executable,
    scratchFolder,
    args: ['--inspect=0', script],
    environment: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${script}` },
  })
  try {
    const browser = await playwright.chromium.connectOverCDP(program.devToolsAddress)
    const [context] = browser.contexts()
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))

    await test.step('it imports, shows and aligns photos with what lies in its archive', async () => {
      await page.getByRole('button', { name: 'Open the sample clinic' }).click()
      await expect(page.getByRole('list', { name: 'Clients' })).toBeVisible({ timeout: 120_000 })
      await openSamplePair(page, 'Hartmann, Jonas')
      await expect(page.getByRole('region', { name: 'Match quality' })).toContainText('Aligned')
    })

    await test.step('it ran no script of another and opened no inspector', () => {
      expect(existsSync(trace)).toBe(false)
      expect(program.said()).not.toContain('Debugger listening')
    })
    await browser.close()
  } finally {
    await program.stop()
  }
})
