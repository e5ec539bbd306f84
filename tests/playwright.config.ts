import { defineConfig } from '@playwright/test'
import type { AppOptions } from './support/app-test.ts'

// Every test runs in both hosts of the interface, but for files whose name begins with one of them, and for what takes long and asks
// nothing of a host: that is tagged with the one it runs in.
export default defineConfig<object, AppOptions>({
  testDir: 'e2e',
  testMatch: '**/*.test.ts',
  outputDir: '../test-results',
  globalSetup: './support/make-sample-catalogue.ts',
  workers: 2,
  forbidOnly: true,
  // A slow machine is not a failure.
  timeout: 120_000,
  // Two hosts, threads and a browser on a busy machine: what fails once and then passes is told by name, and not a failure.
  retries: 1,
  expect: { timeout: 20_000 },
  reporter: process.env['FADELINE_E2E_REPORT'] ? [['json']] : [['list']],
  projects: [
    {
      name: 'browser',
      testIgnore: '**/electron-*.test.ts',
      grepInvert: /@desktop/,
      use: { host: 'browser' },
    },
    {
      name: 'electron',
      testIgnore: '**/browser-*.test.ts',
      grepInvert: /@browser/,
      use: { host: 'electron' },
    },
  ],
})
