import { expect, test } from 'vitest'
import { describeFailure } from '../../../src/backend/rpc/describe-failure.ts'

test('names the call, the kind of failure and the places in the program', () => {
  const error = new TypeError('x is not a function')
  error.stack =
    'TypeError: x\n    at run (/home/anna/fadeline/out/main/main.js:10:5)\n    at /srv/other.js:2:1'
  expect(describeFailure({ call: 'photos.get', error })).toBe(
    'photos.get failed: TypeError: x is not a function (main.js:10:5 < other.js:2:1)',
  )
})

test.each([
  [
    "ENOENT: no such file or directory, open '/Clients/Anna Berg/before 1.jpg'",
    'ENOENT: no such file or directory, open …',
  ],
  ['cannot read C:\\Users\\Anna\\a.jpg now', 'cannot read … now'],
  ['bad file "Anna Berg.jpg"', 'bad file …'],
])('leaves paths and quoted names out of %s', (message, logged) => {
  const error = new Error(message)
  error.stack = ''
  expect(describeFailure({ call: 'c', error })).toBe(`c failed: Error: ${logged} ()`)
})

test('tells the cause too', () => {
  const cause = Object.assign(new Error('locked'), { code: 'SQLITE_BUSY' })
  cause.stack = ''
  const error = new Error('closed', { cause })
  error.stack = ''
  expect(describeFailure({ call: 'c', error })).toBe(
    'c failed: Error: closed (); cause: c failed: Error SQLITE_BUSY: locked ()',
  )
})
