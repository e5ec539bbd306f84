import { CONTRACT_SUITE } from '../support/contract-suite.ts'
import { expect, test } from '../support/app-test.ts'
import { createPageSuiteClient } from '../support/page-suite-client.ts'

test('speaks the whole contract over the wire that its host gives it', async ({ page, catalogueFolder }) => {
  const client = await createPageSuiteClient(page)
  for (const { name, run } of CONTRACT_SUITE) {
    await test.step(name, async () => {
      await run(client, catalogueFolder)
    })
  }
  expect(CONTRACT_SUITE.length).toBeGreaterThan(0)
})
