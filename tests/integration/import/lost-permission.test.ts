import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { runFadelineJson } from '../../support/run-fadeline.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { unprivilegedAccount } from '../../support/unprivileged.ts'
import { noise } from '../imaging/made-photos.ts'
import { writeFiles } from './import-desk.ts'

const WHY_NOT = 'needs an account that permissions hold back and that may read the program'

/** Whoever may not write to the program's folder keeps what Node makes of the program here: it starts in half the time. */
const compiled = mkdtempSync(join(tmpdir(), 'fadeline-compiled-'))
chmodSync(compiled, 0o777)
afterAll(() => rmSync(compiled, { recursive: true, force: true }))

/** The command line run by somebody whom permissions hold back, on a clinic's folder and a catalogue of its own. */
function openDesk(skip: (why: string) => never) {
  const account = unprivilegedAccount() ?? skip(WHY_NOT)
  const home = temporaryFolder()
  const folder = join(home, 'Photos')
  const catalogueFolder = join(home, 'catalogue')
  mkdirSync(folder)
  mkdirSync(catalogueFolder)
  const own = (path: string): void => {
    if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid)
  }
  for (const path of [home, folder, catalogueFolder]) own(path)
  const allow = (name: string): void => chmodSync(join(folder, name), 0o755)
  // What nobody may look into cannot be removed by whoever is not root.
  onTestFinished(() => {
    allow('')
    for (const name of readdirSync(folder)) allow(name)
  })
  const run = async (command: string, onProgress?: (words: string) => void) =>
    runFadelineJson(
      [...command.split(' '), '--catalogue', catalogueFolder].map((word) =>
        word === 'FOLDER' ? folder : word,
      ),
      { account, environment: { NODE_COMPILE_CACHE: compiled }, ...(onProgress && { onProgress }) },
    )
  return {
    folder,
    run,
    allow,
    write: async (name: string, seed: number, side = 64): Promise<void> => {
      await writeFiles(folder, { [name]: noise(seed, side, side).jpeg().toBuffer() })
      own(join(folder, name))
    },
    forbid: (name: string): void => {
      own(join(folder, name))
      chmodSync(join(folder, name), 0o000)
    },
    statuses: async (): Promise<Record<string, string>> => {
      const { answer } = await run('photos')
      const photos = answer as readonly { readonly file: string; readonly status: string }[]
      return Object.fromEntries(photos.map(({ file, status }) => [file.slice(folder.length + 1), status]))
    },
  }
}

test('a folder and a file that may not be read any more are listed; nothing is called missing, and all comes back', async ({
  skip,
}) => {
  const { run, write, forbid, allow, statuses } = openDesk(skip)
  await write('Lee/2026-03-14/front.jpg', 1)
  await write('Ray/2026-03-14/front.jpg', 2)
  expect((await run('import FOLDER')).answer).toMatchObject({ photos: 2, added: 2, skipped: [] })

  await write('Lee/2026-03-14/top.jpg', 3)
  forbid('Lee/2026-03-14/top.jpg')
  forbid('Ray')
  expect(await run('import FOLDER')).toMatchObject({
    exitCode: 0,
    answer: {
      clients: 2,
      photos: 2,
      added: 0,
      skipped: [
        { file: 'Lee/2026-03-14/top.jpg', code: 'file-not-readable' },
        { file: 'Ray', code: 'folder-not-readable' },
      ],
    },
  })
  expect(await statuses()).toEqual({
    'Lee/2026-03-14/front.jpg': 'ok',
    'Ray/2026-03-14/front.jpg': 'forbidden',
  })

  allow('Ray')
  allow('Lee/2026-03-14/top.jpg')
  expect((await run('import FOLDER')).answer).toMatchObject({ photos: 3, added: 1, moved: 0, skipped: [] })
  expect(new Set(Object.values(await statuses()))).toEqual(new Set(['ok']))
})

test('a photo whose file alone may not be read any more is said to be so, and gone once it is', async ({
  skip,
}) => {
  const { folder, run, write, forbid, statuses } = openDesk(skip)
  await write('Lee/2026-03-14/front.jpg', 1)
  await write('Lee/2026-03-14/top.jpg', 2)
  await run('import FOLDER')
  forbid('Lee/2026-03-14/top.jpg')
  expect((await run('import FOLDER')).answer).toMatchObject({
    photos: 2,
    skipped: [{ file: 'Lee/2026-03-14/top.jpg', code: 'file-not-readable' }],
  })
  const is = (status: string): Record<string, string> => ({
    'Lee/2026-03-14/front.jpg': 'ok',
    'Lee/2026-03-14/top.jpg': status,
  })
  expect(await statuses()).toEqual(is('forbidden'))
  expect((await run('doctor')).answer).toMatchObject({
    isSound: true,
    originals: { problems: [{ problem: 'forbidden' }] },
  })
  rmSync(join(folder, 'Lee/2026-03-14/top.jpg'))
  await run('import FOLDER')
  expect(await statuses()).toEqual(is('missing'))
})

test('a copy of what may not be looked at is a copy, not a move', async ({ skip }) => {
  const { run, write, forbid } = openDesk(skip)
  await write('Ray/2026-03-14/front.jpg', 1)
  await run('import FOLDER')
  await write('Lee/2026-03-14/front.jpg', 1)
  forbid('Ray')
  expect((await run('import FOLDER')).answer).toMatchObject({ added: 0, moved: 0, duplicates: 1 })
})

test('a whole folder that may not be read is said to be so, and comes back by itself', async ({ skip }) => {
  const { run, write, forbid, allow, statuses } = openDesk(skip)
  await write('Lee/2026-03-14/front.jpg', 1)
  await run('import FOLDER')
  forbid('')
  expect(await run('import FOLDER')).toMatchObject({
    exitCode: 1,
    answer: { error: { code: 'folder-not-readable' } },
  })
  expect(await statuses()).toEqual({ 'Lee/2026-03-14/front.jpg': 'forbidden' })
  allow('')
  expect(await statuses()).toEqual({ 'Lee/2026-03-14/front.jpg': 'ok' })
})

test.for([
  ['the whole folder', ''],
  ['a folder in it', 'Ray'],
])(
  'permission for %s that is lost during an import costs nothing that was done',
  async ([, name = ''], { skip }) => {
    const { run, write, forbid, allow, statuses } = openDesk(skip)
    for (let seed = 10; seed < 34; seed += 1)
      await write(`${seed < 22 ? 'Lee' : 'Ray'}/front ${seed}.jpg`, seed, 900)
    let isForbidden = false
    const { exitCode, answer } = await run('import FOLDER', (words) => {
      if (isForbidden || !/reading [2-9]/u.test(words)) return
      isForbidden = true
      forbid(name)
    })
    expect(isForbidden).toBe(true)
    if (name === '')
      expect({ exitCode, answer }).toMatchObject({
        exitCode: 1,
        answer: {
          error: { code: 'folder-vanished', message: expect.stringMatching(/\d+ photos? w\w+ added/) },
        },
      })
    else {
      const { skipped } = answer as { readonly skipped: readonly { readonly code: string }[] }
      expect(skipped.length).toBeGreaterThan(0)
      expect(new Set(skipped.map(({ code }) => code))).toEqual(new Set(['file-not-readable']))
    }
    allow(name)
    expect((await run('import FOLDER')).answer).toMatchObject({
      photos: 24,
      moved: 0,
      duplicates: 0,
      skipped: [],
    })
    expect(new Set(Object.values(await statuses()))).toEqual(new Set(['ok']))
  },
)
