import { describe, expect, it } from 'vitest'
import { readName } from '../../../src/domain/reading/read-name.ts'

describe('views in names', () => {
  it.each([
    ['front', 'front'],
    ['front_01', 'front'],
    ['IMG_front', 'front'],
    ['FRONT', 'front'],
    ['frontView', 'front'],
    ['hairline', 'front'],
    ['hairline close-up', 'front'],
    ['top', 'top'],
    ['top-view', 'top'],
    ['crown', 'crown'],
    ['vertex', 'crown'],
    ['left', 'left-profile'],
    ['left-profile', 'left-profile'],
    ['LeftProfile', 'left-profile'],
    ['profile right', 'right-profile'],
    ['right side', 'right-profile'],
    ['oblique left', 'left-oblique'],
    ['right 45', 'right-oblique'],
    ['3/4 left', 'left-oblique'],
    ['front right', 'right-oblique'],
    ['back', 'back'],
    ['Back of head', 'back'],
    ['strip scar back', 'scar'],
    ['scar', 'scar'],
    ['macro front', 'macro'],
    ['close up', 'macro'],
  ])('reads %s as %s', (name, view) => {
    expect(readName(name).view).toBe(view)
  })

  it.each([
    'profile',
    'IMG_2350',
    'top-up',
    'right after session 1',
    'Wright',
    'Backer',
    'left and right',
    'Session 1',
  ])('reads no view from %s', (name) => {
    expect(readName(name).view).toBeNull()
  })
})

describe('visits in names', () => {
  it.each([
    ['before', 'before', 'pre-treatment'],
    ['2024-01-15 Before', 'before', 'pre-treatment'],
    ['pre-treatment', 'before', 'pre-treatment'],
    ['Day 0 before', 'before', 'pre-treatment'],
    ['before session 2', 'before', 'pre-treatment'],
    ['2026-03-14 Session 1', 'session', null],
    ['Session2', 'session', null],
    ['S1', 'session', null],
    ['2nd session', 'session', null],
    ['Day 0 fresh', 'session', 'fresh'],
    ['session 1 day 0', 'session', 'fresh'],
    ['right after', 'session', 'fresh'],
    ['touch-up', 'session', null],
    ['Touch up 18 months', 'session', null],
    ['top up', 'session', null],
    ['Day 3', 'review', 'fresh'],
    ['day 10', 'review', 'healing'],
    ['2 weeks after session 1', 'review', 'healing'],
    ['5 weeks', 'review', 'healed'],
    ['Healed 5 weeks', 'review', 'healed'],
    ['7 months', 'review', 'healed'],
    ['Month 6', 'review', 'healed'],
    ['6M', 'review', 'healed'],
    ['D28', 'review', 'healed'],
    ['one year', 'review', 'healed'],
    ['healed', 'review', 'healed'],
    ['review', 'review', 'healed'],
    ['follow-up', 'review', null],
    ['after', 'after', null],
    ['2026-03-14', null, null],
    ['front', null, null],
  ])('reads %s as kind %s and phase %s', (name, kind, phase) => {
    const reading = readName(name)
    expect({ kind: reading.kind, phase: reading.phase }).toEqual({ kind, phase })
  })

  it.each([
    ['2026-03-14 Session 1', 'Session 1'],
    ['2024-01-15 Day 0 fresh', 'Day 0 fresh'],
    ['2026_03_14_Session_1', 'Session 1'],
    ['2026-03-14 Session 1 front', 'Session 1'],
    ['Month 6', 'Month 6'],
    ['2026-03-14', null],
    ['100APPLE', null],
  ])('calls the visit of %s %s', (name, label) => {
    expect(readName(name).label).toBe(label)
  })
})

describe('clients in names', () => {
  it.each([
    ['Surname, First', 'Surname, First'],
    ['Client 0001 A', 'Client 0001 A'],
    ['0042 AB', '0042 AB'],
    ['0042', '0042'],
    ['Patient 12', 'Patient 12'],
    ['Smith_John', 'Smith John'],
    ['Zoe\u0308 Müller', 'Zoë Müller'],
    ['Maria Lopez before', 'Maria Lopez'],
    ['2024-01-15 - Maria Lopez (healed)', 'Maria Lopez'],
    ['Prior, James', 'Prior, James'],
    ['Back, Peter', 'Back, Peter'],
    ['Lisa Crown', 'Lisa Crown'],
    ['J K', 'J K'],
  ])('reads %s as %s', (name, client) => {
    expect(readName(name).client).toBe(client)
  })

  it.each([
    'before',
    '2026',
    '2026-03-14',
    '2026-03-14 (2)',
    'March 2026',
    'Session 1',
    'Month 6',
    'left profile',
    'Photos',
    'Client photos',
    'DCIM',
    '100APPLE',
    'IMG_2350',
    'WhatsApp Image 2026-03-14 at 10.22.05',
    'Clients A-K',
    'A',
    'Visit 3',
  ])('reads no client from %s', (name) => {
    expect(readName(name).client).toBeNull()
  })
})
