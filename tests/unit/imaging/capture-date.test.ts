import { expect, test } from 'vitest'
import { likelyCaptureDate, localTime } from '../../../src/backend/imaging/capture-date.ts'

test("the camera's own date comes before all others", () => {
  const exif = {
    DateTimeOriginal: '2026:03:14 10:22:05',
    OffsetTimeOriginal: '+01:00',
    ModifyDate: '2026:04:01 09:00:00',
  }
  const xmp = { DateTimeOriginal: '2020-01-01T00:00:00' }
  expect(likelyCaptureDate({ exif, xmp })).toEqual({ takenAt: '2026-03-14T10:22:05', offset: '+01:00' })
})

test('a date of taking written by a picture program comes before the date the file was changed', () => {
  const exif = { ModifyDate: '2010:08:15 13:58:09' }
  const xmp = { DateTimeOriginal: '2010-07-11T13:53:00+02:00', ModifyDate: '2010-07-12T22:52:51+02:00' }
  expect(likelyCaptureDate({ exif, xmp })).toEqual({ takenAt: '2010-07-11T13:53:00', offset: '+02:00' })
})

test('day and time of a news agency are one date', () => {
  expect(likelyCaptureDate({ exif: {}, iptc: '2006-10-29T06:27:51-05:00' })).toEqual({
    takenAt: '2006-10-29T06:27:51',
    offset: '-05:00',
  })
})

test('a day without a time begins at midnight, and its day is not taken for an offset', () => {
  expect(likelyCaptureDate({ exif: {}, xmp: { DateCreated: '2003-08-30' } })).toEqual({
    takenAt: '2003-08-30T00:00:00',
    offset: null,
  })
})

test('a day without a time takes the time that the rest of the file knows for that day, and for no other', () => {
  const exif = { ModifyDate: '2004:02:20 08:07:49' }
  expect([
    likelyCaptureDate({ exif, iptc: '2004-02-20' }),
    likelyCaptureDate({ exif, iptc: '2004-02-19' }),
    likelyCaptureDate({ exif, iptc: '2004-02-20', xmp: { CreateDate: '2004-02-20T07:30:00+01:00' } }),
  ]).toEqual([
    { takenAt: '2004-02-20T08:07:49', offset: null },
    { takenAt: '2004-02-19T00:00:00', offset: null },
    { takenAt: '2004-02-20T07:30:00', offset: '+01:00' },
  ])
})

test('the date a file was changed is better than none', () => {
  expect(likelyCaptureDate({ exif: { ModifyDate: '2026:04:01 09:00:00' } }).takenAt).toBe(
    '2026-04-01T09:00:00',
  )
  expect(likelyCaptureDate({ exif: {}, png: '2019-01-07 10:13:34' }).takenAt).toBe('2019-01-07T10:13:34')
})

test.each(['0000:00:00 00:00:00', '2024:13:45 25:61:61', '2026:02:31 10:00:00', '    :  :     :  :  '])(
  '%j is no date',
  (written) => {
    expect(localTime(written)).toBe(null)
  },
)
