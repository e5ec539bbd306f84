import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'tests/architecture/**/*.test.ts'],
          // Real files, real decoders: generous limits, because a slow machine is not a failure.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Some files start decoders, threads and processes of their own.
          maxWorkers: 2,
          pool: 'forks',
        },
      },
    ],
  },
})
