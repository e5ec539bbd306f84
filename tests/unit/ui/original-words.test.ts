import { expect, it } from 'vitest'
import { originalWords } from '../../../src/ui/compare/original-words.ts'

it('says of a pair whose original is not at hand or not whole, and of the same drive once', () => {
  const words = (before: 'ok' | 'offline', after: 'ok' | 'offline' | 'missing' | 'damaged') =>
    originalWords({ status: before }, { status: after })
  expect(words('ok', 'ok')).toEqual([])
  expect(words('ok', 'missing')).toEqual([
    'The file of the after photo is gone from its folder: a smaller copy is shown.',
  ])
  expect(words('offline', 'damaged')).toEqual([
    'The drive of the before photo is not connected: a smaller copy is shown.',
    'The after photo is damaged: what could be read of it is shown.',
  ])
  expect(words('offline', 'offline')).toHaveLength(1)
})
