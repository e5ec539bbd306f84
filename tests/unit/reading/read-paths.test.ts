import { describe, expect, it } from 'vitest'
import { visitLabel } from '../../../src/domain/reading/choose-visit-date.ts'
import { type PathReading, readPaths } from '../../../src/domain/reading/read-paths.ts'

function readTree(
  root: string,
  files: readonly string[],
  parentName: string | null = null,
): readonly PathReading[] {
  return readPaths(
    files.map((file) => {
      const folders = file.split('/')
      const name = folders.pop() ?? ''
      return { folders, stem: name.replace(/\.[^.]+$/, '') }
    }),
    { name: root, parentName },
  )
}

const readOne = (root: string, file: string): PathReading => readTree(root, [file])[0]

describe('a whole path', () => {
  it('keeps apart visits that are only counted', () => {
    const label = (file: string): string | null => readOne('Photos', file).label
    expect(['Lee/V0/a.jpg', 'Lee/V3/a.jpg', 'Lee_V1_Front.jpg'].map(label)).toEqual(['V0', 'V3', 'V1'])
    expect(['Lee/Refresh 2025/a.jpg', 'Lee/3rd/a.jpg', 'Lee - 2nd/a.jpg'].map(label)).toEqual([
      'Refresh 2025',
      '3rd',
      '2nd',
    ])
  })

  it('reads client, day, session and view with their sources', () => {
    expect(readOne('Photos', 'Surname, First/2026-03-14 Session 1/front.jpg')).toEqual({
      client: 'Surname, First',
      clientKey: 'surname, first',
      clientSource: 'folder',
      readClient: 'Surname, First',
      nested: null,
      date: '2026-03-14',
      dateSource: 'folder',
      isDateAmbiguous: false,
      otherDate: null,
      dateKey: '2026-03-14',
      kind: 'session',
      kindSource: 'folder',
      label: 'Session 1',
      dateWords: null,
      phase: 'unknown',
      phaseSource: 'none',
      view: 'front',
      viewSource: 'file-name',
    })
  })

  it.each([
    ['2026', 'Photos', '03/14/Lopez/front.jpg', '2026-03-14'],
    ['03', '2026', '14/Lopez/front.jpg', '2026-03-14'],
    ['March', '2026', '14/Lopez/front.jpg', '2026-03-14'],
    ['2026-03', 'Photos', '14/Lopez/front.jpg', '2026-03-14'],
    ['2026', 'Photos', '14 March/Lopez/front.jpg', '2026-03-14'],
  ])('reads on from the year or month that was chosen: %s in %s, %s', (root, parent, file, date) => {
    const [reading] = readTree(root, [file], parent)
    expect(reading).toMatchObject({ client: 'Lopez', date, dateSource: 'folder' })
  })

  it('takes a month’s number in the chosen year for nobody', () => {
    const readings = readTree('2026', ['03/Lopez/front.jpg', '03/Lee/front.jpg', '04/Lopez/top.jpg'])
    expect(readings.map(({ client, dateWords }) => [client, dateWords])).toEqual([
      ['Lopez', '2026 03'],
      ['Lee', '2026 03'],
      ['Lopez', '2026 04'],
    ])
  })

  it('leaves to the camera what no name says', () => {
    expect(readOne('Photos', 'Client/IMG_2031.HEIC')).toMatchObject({
      client: 'Client',
      clientSource: 'folder',
      date: null,
      dateSource: 'none',
      kind: 'unknown',
      view: 'unknown',
      viewSource: 'none',
    })
  })

  it.each([
    ['2026/03/14/Lopez/x.jpg'],
    ['2026/March/14/Lopez/x.jpg'],
    ['2026/03 March/14/Lopez/x.jpg'],
    ['2026/14 March/Lopez/x.jpg'],
    ['2026-03/14/Lopez/x.jpg'],
    ['Lopez/2026/03/14/x.jpg'],
    ['14.03.2026/Lopez/x.jpg'],
    ['2026/03. March/14/Lopez/x.jpg'],
    ['Lopez/20260314/x.jpg'],
  ])('finds the day and the client in %s', (file) => {
    expect(readOne('Photos', file)).toMatchObject({
      client: 'Lopez',
      date: '2026-03-14',
      dateSource: 'folder',
    })
  })

  it.each([
    ['2026/March/Lopez/x.jpg', '2026 March'],
    ['Lopez/2026-03/x.jpg', '2026-03'],
    ['Lopez/2026/03/x.jpg', '2026 03'],
    ['Lopez/2026/03/14/x.jpg', null],
    ['03. March/14/Lopez/x.jpg', '03. March 14'],
    ['Lopez/x.jpg', null],
  ])('keeps what %s says of the day where it is not whole', (file, dateWords) => {
    expect(readOne('Photos', file)).toMatchObject({ client: 'Lopez', dateWords })
  })

  it('takes the deepest date, kind and view, and a file name before its folders', () => {
    expect(readOne('Photos', 'Lopez/2026-03-01/2026-03-14 Session 1/top/front_before.jpg')).toMatchObject({
      date: '2026-03-14',
      kind: 'before',
      label: 'Before',
      phaseSource: 'file-name',
      view: 'front',
      viewSource: 'file-name',
    })
  })

  it('reads a date from the file name where no folder has one', () => {
    expect(readOne('Photos', 'Lopez/IMG_20260314_102205.jpg')).toMatchObject({
      date: '2026-03-14',
      dateSource: 'file-name',
    })
  })

  it('hears nothing in a folder that says both before and after, and so heeds its files', () => {
    expect(
      readTree('Photos', [
        'Zed Young/Before & After/before left side.jpg',
        'Zed Young/Before & After/after left side.jpg',
      ]),
    ).toMatchObject([
      { client: 'Zed Young', kind: 'before', phase: 'pre-treatment', view: 'left-profile' },
      { client: 'Zed Young', kind: 'after', phase: 'unknown', view: 'left-profile' },
    ])
  })

  it.each([
    ['Müller, Jörg/14.03.2026 1. Sitzung/vorne.jpg', { kind: 'session', view: 'front' }],
    [
      'Müller, Jörg/2026-09-14 nach 6 Monaten/Hinterkopf.jpg',
      { kind: 'review', phase: 'healed', view: 'back' },
    ],
    ['Müller, Jörg/vorher/links.jpg', { kind: 'before', view: 'left-profile' }],
    ['García José/antes/coronilla.jpg', { kind: 'before', phase: 'pre-treatment', view: 'crown' }],
    ['García José/después/frente.jpg', { kind: 'after', view: 'front' }],
    ['Durand Luc/2 mois/profil droit.jpg', { kind: 'review', phase: 'healed', view: 'right-profile' }],
    ['Rossi Ugo/guarito/sopra.jpg', { kind: 'review', phase: 'healed', view: 'top' }],
  ])('reads the words of other languages in %s', (file, reading) => {
    expect(readOne('Photos', file)).toMatchObject(reading)
  })

  it('keeps visits apart that are only counted', () => {
    const visits = readTree('Photos', [
      'Ann/1/x.jpg',
      'Ann/2/x.jpg',
      'Bob/Session/1/x.jpg',
      'Bob/Session/2/x.jpg',
    ]).map((reading) => [reading.client, reading.kind, visitLabel(reading, { date: null })])
    expect(visits).toEqual([
      ['Ann', 'unknown', '1'],
      ['Ann', 'unknown', '2'],
      ['Bob', 'session', 'Session 1'],
      ['Bob', 'session', 'Session 2'],
    ])
  })

  it('keeps before and after of one day apart', () => {
    const [before, after] = readTree('Photos', [
      '0042 AB/2026-03-14/before/x.jpg',
      '0042 AB/2026-03-14/after/x.jpg',
    ])
    expect([before.kind, after.kind]).toEqual(['before', 'after'])
  })
})

describe('which of two folders, one in the other, is the client', () => {
  const clientsOf = (...files: string[]) =>
    readTree('Photos', files).map(({ client, clientSource, nested }) =>
      clientSource === 'guess' ? `${client}? ${nested?.outers.join(', ')} or ${nested?.inner}` : client,
    )

  it('is not sure where nothing tells', () => {
    expect(clientsOf('Kim/Ann/IMG_1.jpg')).toEqual(['Kim? Kim or Ann'])
    expect(clientsOf('Kim/Ann Lee/IMG_1.jpg')).toEqual(['Ann Lee? Kim or Ann Lee'])
    expect(clientsOf('Ann Lee/Holiday/IMG_1.jpg')).toEqual(['Ann Lee? Ann Lee or Holiday'])
    expect(clientsOf('Kim/Ann/before/IMG_1.jpg')).toEqual(['Ann? Kim or Ann'])
    expect(clientsOf('Kim/Photos/Ann/IMG_1.jpg')).toEqual(['Kim? Kim or Ann'])
    expect(clientsOf('London/2026-03-14 Ann Lee/1.jpg', 'London/2026-04-14 Bob Ray/1.jpg')).toEqual([
      'Ann Lee? London or Ann Lee',
      'Bob Ray? London or Bob Ray',
    ])
    expect(clientsOf('Kim/2026-03-14/Ann Lee/1.jpg')).toEqual(['Kim? Kim or Ann Lee'])
  })

  it('is one way within a folder where it is not sure', () => {
    expect(clientsOf('Kim/Ann/1.jpg', 'Kim/Bob/1.jpg', 'Lou/Cat/1.jpg')).toEqual([
      'Ann? Kim or Ann',
      'Bob? Kim or Bob',
      'Cat? Lou or Cat',
    ])
    expect(clientsOf('A-Z/Down/Kim/Ann/1.jpg', 'A-Z/Down/Lou/Bob/1.jpg', 'A-Z/Up/Zed/Cat/1.jpg')).toEqual([
      'Kim? Down, Kim or Ann',
      'Lou? Down, Lou or Bob',
      'Zed? Up, Zed or Cat',
    ])
  })

  it('is the deeper one where several folders hold several', () => {
    expect(clientsOf('Kim/Ann/1.jpg', 'Kim/Bob/1.jpg', 'Lou/Cat/1.jpg', 'Lou/Dan/1.jpg')).toEqual([
      'Ann',
      'Bob',
      'Cat',
      'Dan',
    ])
  })

  it('is more likely the upper one beside a client with visits, and not sure', () => {
    expect(clientsOf('Kim/2026-03-14/1.jpg', 'Lou/Cat/1.jpg')).toEqual(['Kim', 'Lou? Lou or Cat'])
    expect(clientsOf('Kim/2026-03-14/1.jpg', 'Lou/Cat/1.jpg', 'Lou/Dan/1.jpg')).toEqual([
      'Kim',
      'Lou? Lou or Cat',
      'Lou? Lou or Dan',
    ])
    expect(clientsOf('Kim/2026-03-14/1.jpg', 'Lou/Cat/2026-03-14/1.jpg')).toEqual(['Kim', 'Lou? Lou or Cat'])
    expect(clientsOf('Kim Lee/2026-03-14/1.jpg', 'Lou Ray/Holiday/1.jpg')).toEqual(['Kim Lee', 'Lou Ray'])
  })

  it('is the upper one where visits stand in it, or what it holds stands in others too', () => {
    expect(clientsOf('Kim/2026-03-14/1.jpg', 'Lou/2026-04-14/1.jpg')).toEqual(['Kim', 'Lou'])
    expect(clientsOf('Kim/Ring light/1.jpg', 'Lou/Ring light/1.jpg')).toEqual(['Kim', 'Lou'])
    expect(clientsOf('Lee/2026-03-14 Stage one/1.jpg', 'Lee/2026-04-14 Stage two/1.jpg')).toEqual([
      'Lee',
      'Lee',
    ])
  })
})

describe('whose photos they are', () => {
  it.each([
    ['J.S./2026-03-14/x.jpg', 'J.S.'],
    ['J.S._before/x.jpg', 'J.S.'],
    ['Smith, J./before/x.jpg', 'Smith, J.'],
    ['J.Smith/before/x.jpg', 'J.Smith'],
    ['john.smith/before/x.jpg', 'john smith'],
  ])('keeps initials as they are written in %s, and knows them without dots', (file, client) => {
    const plain = file.replaceAll('.', (_, at: number) => (at > file.lastIndexOf('/') ? '.' : ' '))
    const { clientKey } = readOne('Photos', plain.replace(' /', '/').replace(' _', '_'))
    expect(readOne('Photos', file)).toMatchObject({ client, clientKey })
  })

  it('takes the chosen folder where it holds the visits of one client', () => {
    const readings = readTree('Maria Lopez', [
      '2026-03-14 Session 1/front.jpg',
      'before/top.jpg',
      'crown.jpg',
    ])
    expect(readings.map(({ client, clientSource }) => [client, clientSource])).toEqual([
      ['Maria Lopez', 'folder'],
      ['Maria Lopez', 'folder'],
      ['Maria Lopez', 'folder'],
    ])
  })

  it('takes the folder above where a single visit was chosen', () => {
    expect(readTree('2026-03-14 Session 1', ['front.jpg'], 'Maria Lopez')).toMatchObject([
      { client: 'Maria Lopez', date: '2026-03-14', kind: 'session', label: 'Session 1' },
    ])
  })

  it('takes the file name where a heap of files names clients', () => {
    expect(
      readTree('Photos', ['Smith_John_2026-03-14_front.jpg', 'Doe Jane 2026-03-15 top.jpg']),
    ).toMatchObject([
      { client: 'Smith John', clientSource: 'file-name', view: 'front' },
      { client: 'Doe Jane', clientSource: 'file-name', view: 'top' },
    ])
  })

  it.each([
    ['WhatsApp Images/IMG-20260314-WA0003.jpg', 'Photos'],
    ['B. Tan - SMP - 1st session (12th March 2026)/DSC_0001.JPG', 'B. Tan'],
    ['B. Tan (SMP)/DSC_0001.JPG', 'B. Tan'],
  ])('does not take the words of a phone or of the trade for a name: %s', (file, client) => {
    expect(readOne('Photos', file)).toMatchObject({ client })
  })

  it('passes over drawers that hold several clients', () => {
    const readings = readTree('Photos', [
      'London/Maria/2026-03-14/x.jpg',
      'London/Bob/2026-03-14/x.jpg',
      'Paris/Zoe/2026-03-14/x.jpg',
      'A-K/Adams, John/before/x.jpg',
    ])
    expect(readings.map(({ client }) => client)).toEqual(['Maria', 'Bob', 'Zoe', 'Adams, John'])
  })

  it('passes over drawers that hold full names with photos in them', () => {
    const readings = readTree('Photos', [
      'Artist Kim/Ann Lee/front.jpg',
      'Artist Kim/de la Cruz, María/front.jpg',
      'Artist Lou/Dan Poe/IMG_2031.jpg',
      'Zoe Orr/Natural Light/top.jpg',
      'Zoe Orr/Ring Light/top.jpg',
      'Bob Ray/Natural Light/top.jpg',
      'Bob Ray/Ring Light/top.jpg',
    ])
    expect(readings.map(({ client }) => client)).toEqual([
      'Ann Lee',
      'de la Cruz, María',
      'Dan Poe',
      'Zoe Orr',
      'Zoe Orr',
      'Bob Ray',
      'Bob Ray',
    ])
  })

  it('takes treatments of a client for no clients', () => {
    const readings = readTree('Photos', [
      'Ann Lee/Brows/before/x.jpg',
      'Ann Lee/Lips/before/x.jpg',
      'Bob Ray/Brows/before/x.jpg',
      'Bob Ray/Lips/after/x.jpg',
      'Cat Orr/Beard/before/x.jpg',
      'Cat Orr/Sideburns/before/x.jpg',
      'Dan Poe/before/x.jpg',
      'Pérez, Juan/Antes de la sesión 1/x.jpg',
      'Pérez, Juan/Después de 1 mes/x.jpg',
      '2026 Q1/Eve Fox/before/x.jpg',
    ])
    expect(readings.map(({ client }) => client)).toEqual([
      'Ann Lee',
      'Ann Lee',
      'Bob Ray',
      'Bob Ray',
      'Cat Orr',
      'Cat Orr',
      'Dan Poe',
      'Pérez, Juan',
      'Pérez, Juan',
      'Eve Fox',
    ])
  })

  it('knows a drawer with one client by those that stand as deep in other drawers', () => {
    const readings = readTree('Photos', [
      'Downtown/Kim/Ann Lee/before/top.jpg',
      'Downtown/Kim/Bob Ray/before/top.jpg',
      'Downtown/Lou/Cat Orr/before/top.jpg',
      'Uptown/Zed/Dan Poe/before/top.jpg',
    ])
    expect(readings.map(({ client }) => client)).toEqual(['Ann Lee', 'Bob Ray', 'Cat Orr', 'Dan Poe'])
  })

  it('leaves a name whole where a word of it would be denied by what the folder holds', () => {
    const readings = readTree('Photos', [
      'Tom Post/before/top.jpg',
      'Rosa Prior/before/top.jpg',
      'Rosa Prior/after/top.jpg',
      'Maria before/session 1 after.jpg',
      'Maria after/top.jpg',
    ])
    expect(readings.map(({ client, kind }) => [client, kind])).toEqual([
      ['Tom Post', 'before'],
      ['Rosa Prior', 'before'],
      ['Rosa Prior', 'after'],
      ['Maria', 'session'],
      ['Maria', 'after'],
    ])
  })

  it('takes a number for a code where several files share it, else for a counter', () => {
    const readings = readTree('Photos', ['0042_before_front.jpg', '0042_M6_front.jpg', '2031 left.jpg'])
    expect(readings.map(({ client, clientSource }) => [client, clientSource])).toEqual([
      ['0042', 'file-name'],
      ['0042', 'file-name'],
      ['Photos', 'guess'],
    ])
  })

  it('joins folders that differ in their view or visit only', () => {
    const readings = readTree('Photos', [
      'Jo Ray front/1.jpg',
      'Jo Ray top/1.jpg',
      'Ann Lee before/1.jpg',
      'Ann Lee/2.jpg',
    ])
    expect(readings.map(({ client, view, kind }) => [client, view, kind])).toEqual([
      ['Jo Ray', 'front', 'unknown'],
      ['Jo Ray', 'top', 'unknown'],
      ['Ann Lee', 'unknown', 'before'],
      ['Ann Lee', 'unknown', 'unknown'],
    ])
  })

  it('takes a month for a person where the folders beside it are people', () => {
    const readings = readTree('Photos', ['Maria/before/x.jpg', 'April/before/x.jpg', '2026/March/Bob/x.jpg'])
    expect(readings.map(({ client }) => client)).toEqual(['Maria', 'April', 'Bob'])
  })

  it('files a stray photo under the chosen folder and calls it a guess', () => {
    const [, stray] = readTree('Photos 2026', ['Maria/before/x.jpg', 'IMG_0001.jpg'])
    expect(stray).toMatchObject({ client: 'Photos 2026', clientSource: 'guess' })
  })
})

describe('the order of day and month', () => {
  it('is not learned from a program that writes days its own way', () => {
    expect(
      readTree('Photos', ['Lopez/04-03-2026/x.jpg', 'Lopez/Facetune_25-03-2026-10-11-12.jpg'])[0],
    ).toMatchObject({ date: '2026-04-03', isDateAmbiguous: true })
  })

  it('is learned from the dates that leave one order only', () => {
    const [swapped] = readTree('Photos', ['Lopez/04-03-2026/x.jpg', 'Ray/25-03-2026/x.jpg'])
    expect(swapped).toMatchObject({ date: '2026-03-04', isDateAmbiguous: false })
  })

  it('is called unclear where nothing settles it', () => {
    expect(readOne('Photos', 'Lopez/04-03-2026/x.jpg')).toMatchObject({
      date: '2026-04-03',
      isDateAmbiguous: true,
    })
  })
})

it('reads the rendered heads as their folders say', () => {
  const readings = readTree('dev', [
    'Client 0001 A/2024-01-15 Before/IMG_2313.jpg',
    'Client 0001 A/2024-01-15 Day 0 fresh/IMG_2350.jpg',
    'Client 0001 A/2024-02-19 Healed 5 weeks/IMG_2387.jpg',
    'Client 0001 A/2024-08-12 7 months/IMG_2424.jpg',
  ])
  expect(readings.map(({ client, date, kind, phase }) => [client, date, kind, phase])).toEqual([
    ['Client 0001 A', '2024-01-15', 'before', 'pre-treatment'],
    ['Client 0001 A', '2024-01-15', 'session', 'fresh'],
    ['Client 0001 A', '2024-02-19', 'review', 'healed'],
    ['Client 0001 A', '2024-08-12', 'review', 'healed'],
  ])
})
