import { expect, test } from 'vitest'
import { groupSkipped } from '../../../src/ui/import/group-skipped.ts'

test('files that were left out stand under their reason, the rarest reason first', () => {
  const skipped = [
    { file: 'a.txt', code: 'unsupported-format' },
    { file: 'b.jpg', code: 'empty-file' },
    { file: 'c.txt', code: 'unsupported-format' },
  ] as const
  expect(groupSkipped(skipped)).toEqual([
    { code: 'empty-file', files: ['b.jpg'] },
    { code: 'unsupported-format', files: ['a.txt', 'c.txt'] },
  ])
})
