import { expectAccessible } from '../support/accessibility.ts'
import { openSamplePair } from '../support/open-sample-pair.ts'
import { expect, test } from '../support/sample-test.ts'

const CLIENT = 'Hartmann, Jonas'

test('says in a practitioner’s words what makes a pair hard to compare, worst first', async ({ page }) => {
  await openSamplePair(page, CLIENT)
  const alike = page.getByRole('region', { name: 'Taken alike?' })
  await expect(alike).toContainText(/\d+ ?of 100 · (taken alike|compare with care|hard to compare)/, {
    timeout: 30_000,
  })
  await expect(alike.getByRole('listitem')).not.toHaveCount(0)
  await expectAccessible(page)
})
