import { expect, it } from 'vitest'
import { passedOverWords } from '../../../src/ui/import/passed-over-words.ts'

it('tells the most frequent first', () => {
  const words = passedOverWords([
    { name: 'Thumbs.db', count: 1 },
    { name: '.xmp', count: 1200 },
  ])
  expect(words).toMatch(/: 1,200 \.xmp, 1 Thumbs\.db$/)
})
