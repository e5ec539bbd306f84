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
    ['L side', 'left-profile'],
    ['R-side', 'right-profile'],
    ['temple L', 'left-profile'],
    ['R temple', 'right-profile'],
    ['34 left', 'left-oblique'],
    ['threequarter right', 'right-oblique'],
    ['L45', 'left-oblique'],
    ['45R', 'right-oblique'],
    ["bird's eye", 'top'],
    ['lato sinistro', 'left-profile'],
    ['fronte', 'front'],
    ['topo', 'top'],
    ['achterkant', 'back'],
    ['przód', 'front'],
    ['tył', 'back'],
    ['lewy', 'left-profile'],
    ['ön', 'front'],
    ['sağ', 'right-profile'],
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

describe('letters for a view in file names', () => {
  it.each([
    ['F1', 'front', null],
    ['L', 'left-profile', null],
    ['LP', 'left-profile', null],
    ['JSmith_M6_RP', 'right-profile', 'JSmith'],
    ['RO 2', 'right-oblique', null],
  ])('reads %s as %s', (name, view, clientWithoutView) => {
    expect(readName(name, { isFile: true })).toMatchObject({ view, clientWithoutView })
  })

  it.each(['T1', 'B', 'Jo Lp', 'Smith LP'])('reads no view from %s', (name) => {
    expect(readName(name, { isFile: true }).view).toBeNull()
  })

  it('reads none from a folder, which may be a drawer or initials', () => {
    expect(['L', 'F1', 'LP'].map((name) => readName(name).view)).toEqual([null, null, null])
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
    ['TU', 'session', null],
    ['24hrs after', 'review', 'fresh'],
    ['Nachbehandlung', 'session', null],
    ['prima seduta', 'session', null],
    ['1e behandeling', 'session', null],
    ['1. seans', 'session', null],
    ['1 sesja', 'session', null],
    ['1 an', 'review', 'healed'],
    ['po 6 miesiącach', 'review', 'healed'],
    ['6 ay', 'review', 'healed'],
    ['przed', 'before', 'pre-treatment'],
    ['önce', 'before', 'pre-treatment'],
    ['na', 'after', null],
    ['sonra', 'after', null],
    ['before and after', null, null],
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
    ['0042 before', '0042'],
    ['\u202AAnn Lee\u202C', 'Ann Lee'],
    ['Po Chen', 'Po Chen'],
    ['Eve Fox before and after', 'Eve Fox'],
    ['Smith John before (2)', 'Smith John'],
    ['Smith John (2)', 'Smith John (2)'],
    ['Ann Lee 01-02-1980', 'Ann Lee 01-02-1980'],
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
    'D - F',
    'Clients G to K',
    'Density',
    'Alopecia areata',
    'Instagram',
    'Screenshot_20260319-101112_Chrome',
    'PXL_20260315_101112345.PORTRAIT',
  ])('reads no client from %s', (name) => {
    expect(readName(name).client).toBeNull()
  })
})

describe('names that machines give to files', () => {
  it.each([
    ['B612_20240312_101112_123', '2024-03-12'],
    ['SNOW_20240312_101112', '2024-03-12'],
    ['Facetune_12-03-2024-10-11-12', '2024-03-12'],
    ['FaceApp_1710234567890', null],
    ['PicsArt_03-12-10.11.12', null],
    ['Picsart_24-03-12_10-11-12-123', '2024-03-12'],
    ['PXL_20240312_101112123.MP', '2024-03-12'],
    ['Screenshot_2024-03-12-10-11-12-123_com.miui.gallery', '2024-03-12'],
    ['Captura de pantalla 2024-03-12 a las 10.11.12', '2024-03-12'],
    ['WhatsApp Image 2024-03-12 at 10.11.12 AM (1)', '2024-03-12'],
    ['WhatsApp Bild 2024-03-12 um 10.11.12', '2024-03-12'],
    ['Imagem do WhatsApp de 2024-03-12 à(s) 10.11.12_abc1234', '2024-03-12'],
    ['signal-2024-03-12-10-11-12-123', '2024-03-12'],
    ['signal-attachment-2024-03-12-101112', '2024-03-12'],
    ['photo_2024-03-12_10-11-12 (2)', '2024-03-12'],
    ['received_1234567890123456', null],
    ['FB_IMG_1710234567890', null],
    ['viber_image_2024-03-12_10-11-12-123', '2024-03-12'],
    ['IMG-20240312-WA0001', '2024-03-12'],
    ['retouch_2024031210111212', '2024-03-12'],
    ['CameraZOOM-20240312101112123', '2024-03-12'],
    ['WIN_20240312_10_11_12_Pro', '2024-03-12'],
    ['C360_2024-03-12-10-11-12-123', '2024-03-12'],
    ['Photo on 3-12-24 at 10.11 AM', '2024-03-12'],
    ['LINE_P20240312_101112123', '2024-03-12'],
    ['mmexport1710234567890', null],
    ['telegram-cloud-photo-size-4-1234567890123456789-y', null],
    ['6F9619FF-8B86-D011-B42D-00C04FC964FF', null],
    ['IMG_E1234', null],
    ['IMG_0001-Enhanced-NR', null],
    ['_MG_0001', null],
    ['DSC_0001', null],
    ['GX010001', null],
    ['P1010001', null],
    ['DJI_20240312101112_0001_D', '2024-03-12'],
    ['100_0001', null],
    ['FullSizeRender 2', null],
    ['20240312101112123', '2024-03-12'],
  ])('reads nothing but a day from %s: %s', (name, date) => {
    expect(readName(name, { isFile: true })).toMatchObject({
      date: date === null ? null : { date },
      client: null,
      clientWithoutView: null,
      kind: null,
      label: null,
      view: null,
    })
  })

  it.each([
    ['WhatsApp Image 2024-03-12 at 10.11.12 front', 'front'],
    ['front_20240312_101112', 'front'],
    ['Facetune_12-03-2024-10-11-12 crown', 'crown'],
  ])('hears what a person added in %s', (name, view) => {
    expect(readName(name, { isFile: true })).toMatchObject({ view, client: null })
  })

  it.each(['P12 front', 'AB1234 front', 'Snow_Jon_front', 'Sam 2024-03-12 top', 'Line Jensen front'])(
    'leaves %s to people',
    (name) => {
      expect(readName(name, { isFile: true }).client).not.toBeNull()
    },
  )
})
