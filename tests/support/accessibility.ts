import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Fails on anything that axe finds wrong with what is on screen. */
export async function expectAccessible(page: Page): Promise<void> {
  // One page is enough: the program has no frames, and Electron cannot open the blank one that axe would join them in.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  }))
  expect(found).toEqual([])
}
