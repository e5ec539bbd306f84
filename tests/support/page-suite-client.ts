import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build } from 'vite'
import type { CallRecord, SuiteClient } from './contract-suite.ts'

/** What page-side.ts leaves on the window. */
interface PageSide {
  /** Speaks over the newest wire. */
  readonly client: Promise<SuiteClient>
  /** How many ports the page was handed so far. */
  readonly ports: number
}

declare global {
  interface Window {
    fadelineSuite?: PageSide
  }
}

/** Speaks the contract suite from inside the program's own page, over the wire that its host really gives it. */
export async function createPageSuiteClient(page: Page): Promise<SuiteClient> {
  await page.addInitScript({ content: await bundlePageSide() })
  await page.reload()
  return {
    call: (name, input, options) =>
      page.evaluate(
        async (asked): Promise<CallRecord> => {
          const client = await window.fadelineSuite?.client
          if (client === undefined) throw new Error('The page side is missing.')
          return client.call(asked.name, asked.input, asked.options)
        },
        { name, input, options: options ?? {} },
      ),
    postGarbage: (value) =>
      page.evaluate(async (garbage) => {
        const client = await window.fadelineSuite?.client
        await client?.postGarbage(garbage)
      }, value),
  }
}

async function bundlePageSide(): Promise<string> {
  const results = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: join(import.meta.dirname, 'page-side.ts'),
        formats: ['iife'],
        name: 'fadelinePageSide',
      },
    },
  })
  const [result] = Array.isArray(results) ? results : [results]
  if (result === undefined || !('output' in result)) throw new Error('Nothing was bundled.')
  return result.output[0].code
}
