import { describe, expect, it } from 'vitest'
import { chooseVisit } from '../../../src/domain/reading/choose-visit.ts'
import { findSamePerson } from '../../../src/domain/reading/find-same-person.ts'
import { readPaths } from '../../../src/domain/reading/read-paths.ts'
import { NOTHING_SAID, type SaidOfNames } from '../../../src/domain/reading/said-of-names.ts'

const readTree = (files: readonly string[], said: Partial<SaidOfNames> = {}) =>
  readPaths(
    files.map((file) => {
      const folders = file.split('/')
      return { folders, stem: folders.pop() ?? '' }
    }),
    { name: 'Photos', parentName: null },
    { ...NOTHING_SAID, ...said },
  )

const clientsOf = (files: readonly string[], clients: SaidOfNames['clients']) =>
  readTree(files, { clients }).map(({ client, clientKey, clientSource, readClient }) => [
    client,
    clientKey,
    clientSource,
    readClient,
  ])

const NOBODY = { kind: 'nobody' } as const

describe('who a person said that a name stands for', () => {
  it('tells of folders beside one that is nobody what they are', () => {
    expect(clientsOf(['Kim/Ann/1', 'Lou/Dan/1'], new Map([['kim', NOBODY]]))).toEqual([
      ['Ann', 'ann', 'folder', 'Ann'],
      ['Dan', 'dan', 'folder', 'Dan'],
    ])
  })

  it('tells of names in a folder’s files whether they are clients', () => {
    const files = ['Downtown/Smith front 1', 'Downtown/Smith top', 'Downtown/Ray front', 'Downtown/Ray top']
    const namesOf = (clients: SaidOfNames['clients']) =>
      readTree(files, { clients }).map(({ client, clientSource, nested }) => [client, clientSource, nested])
    expect(namesOf(new Map())).toEqual([
      ['Smith', 'guess', { outers: ['Downtown'], inner: 'Smith' }],
      ['Smith', 'guess', { outers: ['Downtown'], inner: 'Smith' }],
      ['Ray', 'guess', { outers: ['Downtown'], inner: 'Ray' }],
      ['Ray', 'guess', { outers: ['Downtown'], inner: 'Ray' }],
    ])
    expect(namesOf(new Map([['downtown', NOBODY]])).map(([client]) => client)).toEqual([
      'Smith',
      'Smith',
      'Ray',
      'Ray',
    ])
    const downtown = { kind: 'client', name: 'Downtown', key: 'downtown' } as const
    expect(new Set(namesOf(new Map([['downtown', downtown]])).map(String))).toEqual(
      new Set(['Downtown,person,']),
    )
  })

  it('is the client of everything that is read so, however it is written', () => {
    const said = new Map([
      ['john smith', { kind: 'client', name: 'Smith, John', key: 'smith, john' }],
    ] as const)
    expect(
      clientsOf(
        ['John Smith/2026-01-02/front', '2025/JOHN  SMITH/top', 'Smith, John/2026-01-02/front'],
        said,
      ),
    ).toEqual([
      ['Smith, John', 'smith, john', 'person', 'John Smith'],
      ['Smith, John', 'smith, john', 'person', 'JOHN SMITH'],
      ['Smith, John', 'smith, john', 'folder', 'Smith, John'],
    ])
  })

  it('is nobody where the name is a folder like any other: what stands inside it is read', () => {
    const files = ['Downtown/Lee/front', 'Downtown/front', 'Ray/2026-01-02/front']
    expect(clientsOf(files, new Map())).toMatchObject([
      ['Downtown', 'downtown', 'folder', 'Downtown'],
      ['Downtown', 'downtown', 'folder', 'Downtown'],
      ['Ray', 'ray', 'folder', 'Ray'],
    ])
    expect(clientsOf(files, new Map([['downtown', NOBODY]]))).toEqual([
      ['Lee', 'lee', 'folder', 'Lee'],
      ['Photos', 'photos', 'guess', 'Photos'],
      ['Ray', 'ray', 'folder', 'Ray'],
    ])
  })

  it.each([
    ['a folder a view', ['Ann Lee front/1', 'Ann Lee top/2'], 'ann lee'],
    ['a month beside people', ['April/IMG_1', 'Maria/IMG_2'], 'april'],
    ['a lone "Client"', ['Client/IMG_1'], 'client'],
    ['a word in file names', ['holiday front', 'holiday top'], 'holiday'],
  ])('is nobody for %s too', (_, files, name) => {
    expect(clientsOf(files, new Map())[0]?.[3]?.toLowerCase()).toBe(name)
    expect(clientsOf(files, new Map([[name, NOBODY]]))[0]).toEqual(['Photos', 'photos', 'guess', 'Photos'])
  })
})

const visitOf = (file: string, said: Partial<SaidOfNames> = {}, takenAt: string | null = null) => {
  const all = { ...NOTHING_SAID, ...said }
  const [reading] = readTree([file], all)
  if (reading === undefined) throw new Error('One file has one reading')
  return chooseVisit(reading, takenAt, '2026-06-01', all)
}

const NOTHING = { date: null, kind: null, phase: null }

describe('what a person said of a visit', () => {
  const file = 'Lee/2026-03-14 Before/front'

  it('comes before what was read, and takes a phase away that was read with another kind', () => {
    const { key } = visitOf(file)
    const visits = new Map([[key, { ...NOTHING, date: '2026-03-15', kind: 'session' }]] as const)
    expect(visitOf(file)).toMatchObject({ date: '2026-03-14', kind: 'before', phase: 'pre-treatment' })
    expect(visitOf(file, { visits })).toEqual({
      key,
      labelKey: 'before',
      date: '2026-03-15',
      dateSource: 'person',
      isDayUnclear: false,
      kind: 'session',
      kindSource: 'person',
      isAfter: false,
      label: 'Before',
      phase: 'unknown',
      phaseSource: 'none',
    })
  })

  it('holds whichever way round its day is read, and not for the day that is written the other way round', () => {
    const { key } = visitOf('Lee/03-04-2026/front')
    expect(visitOf('Lee/03-04-2026/top', { dayOrder: 'day-first' }).key).toBe(key)
    expect(visitOf('Lee/04-03-2026/top', { dayOrder: 'day-first' }).key).not.toBe(key)
    expect(visitOf('Lee/2026-03-04/top').key).not.toBe(key)
  })

  it('holds whoever its client is said to be', () => {
    const clients = new Map([['lee', { kind: 'client', name: 'Ann', key: 'ann' }]] as const)
    expect(visitOf(file, { clients }).key).toBe(visitOf(file).key)
  })

  it('holds for one day of a camera, not for its next one', () => {
    const { key } = visitOf('Lee/IMG_1', {}, '2020-01-01T10:00:00')
    expect(visitOf('Lee/IMG_2', {}, '2020-01-01T11:00:00').key).toBe(key)
    expect(visitOf('Lee/IMG_3', {}, '2020-01-02T10:00:00').key).not.toBe(key)
  })

  it('gives a day to one without, which its label tells from others', () => {
    const { key } = visitOf('Lee/Stage one/front')
    const said = { visits: new Map([[key, { ...NOTHING, date: '2026-03-15' }]]) }
    expect(visitOf('Lee/Stage one/top', said)).toMatchObject({ date: '2026-03-15', label: 'Stage one' })
    expect(visitOf('Lee/Stage two/top', said)).toMatchObject({ date: null, label: 'Stage two' })
  })

  it('holds for all that are called the same, and gives way to what was said of the visit itself', () => {
    const labels = new Map([['stage one', { ...NOTHING, kind: 'review', phase: 'healed' }]] as const)
    const one = visitOf('Lee/2026-03-14 Stage one/front')
    const visits = new Map([[one.key, { ...NOTHING, phase: 'healing' }]] as const)
    const both = { labels, visits }
    expect(visitOf('Ray/2026-01-02 STAGE ONE/front', both)).toMatchObject({ kind: 'review', phase: 'healed' })
    expect(visitOf('Lee/2026-03-14 Stage one/top', both)).toMatchObject({ kind: 'review', phase: 'healing' })
    expect(visitOf('Lee/2026-04-14 Stage two/top', both)).toMatchObject({ kind: 'unknown', phase: 'unknown' })
  })
})

describe('the same words in another order', () => {
  const client = (name: string, photos: number) => ({ key: name.toLowerCase(), name, photos })

  it('may be one person: the one with the most photos, unless the catalogue has one', () => {
    const clients = [client('Smith, John', 5), client('John Smith', 9), client('Smith John', 1)]
    expect([...findSamePerson(clients, new Map())]).toEqual([
      ['smith, john', 'John Smith'],
      ['smith john', 'John Smith'],
    ])
    expect([...findSamePerson(clients, new Map([['smith, john', 'Smith, John']]))]).toEqual([
      ['john smith', 'Smith, John'],
      ['smith john', 'Smith, John'],
    ])
  })

  it('are found in the catalogue too; single words and other people are not alike', () => {
    const clients = [client('Ann Lee', 1), client('Lee', 1), client('Ann Ray', 1)]
    const known = new Map([
      ['lee, ann', 'Lee, Ann'],
      ['lee', 'Lee'],
    ])
    expect([...findSamePerson(clients, known)]).toEqual([['ann lee', 'Lee, Ann']])
  })
})
