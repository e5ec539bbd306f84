/** When a picture was taken: local time without a zone, and the offset from UTC where it is written. */
export interface CaptureDate {
  readonly takenAt: string | null
  readonly offset: string | null
}

/** The dates that a file says, as it says them. EXIF keeps an offset apart, XMP and IPTC write it behind the time. */
export interface WrittenDates {
  readonly exif: Readonly<Record<string, unknown>>
  readonly xmp?: Readonly<Record<string, unknown>>
  /** Day and time joined: 2007-04-19T11:03:15-06:00. */
  readonly iptc?: string | null
  /** What a camera wrote before there was EXIF, in EXIF's way. */
  readonly early?: string | null
  /** When a PNG was last changed: 2019-01-07 10:13:34. */
  readonly png?: string | null
}

const NO_DATE: CaptureDate = { takenAt: null, offset: null }

/** The moment a camera wrote, when it took or digitised the picture; nothing where only later moments are known. */
export function exifCaptureDate(tags: WrittenDates['exif']): CaptureDate {
  return (
    exifDate(tags, 'DateTimeOriginal', 'OffsetTimeOriginal') ??
    exifDate(tags, 'CreateDate', 'OffsetTimeDigitized') ??
    NO_DATE
  )
}

/**
 * The most likely of all dates of a file: what says when the picture was taken comes before what says when the file was
 * changed, whoever wrote it (Metadata Working Group, Guidelines for handling image metadata 2.0, section 5.3).
 */
export function likelyCaptureDate({ exif, xmp = {}, iptc, early, png }: WrittenDates): CaptureDate {
  const camera = exifCaptureDate(exif)
  if (camera.takenAt !== null) return camera
  const found = [
    zonedDate(early),
    zonedDate(xmp['DateTimeOriginal']),
    zonedDate(iptc),
    zonedDate(xmp['DateCreated']),
    zonedDate(xmp['CreateDate']),
    exifDate(exif, 'ModifyDate', 'OffsetTime'),
    zonedDate(xmp['ModifyDate']),
    zonedDate(png),
  ].filter((date) => date !== null)
  const [likely = NO_DATE] = found
  if (!('isDayOnly' in likely)) return likely
  // The rest of the file may know the time of that day.
  const { takenAt, offset } =
    found.find(
      (date) => !('isDayOnly' in date) && date.takenAt?.slice(0, 10) === likely.takenAt?.slice(0, 10),
    ) ?? likely
  return { takenAt, offset }
}

function exifDate(tags: WrittenDates['exif'], date: string, offset: string): CaptureDate | null {
  const takenAt = localTime(plainText(tags[date]))
  return takenAt === null ? null : { takenAt, offset: utcOffset(plainText(tags[offset])) }
}

/** A day alone counts from its first moment. */
function zonedDate(value: unknown): CaptureDate | (CaptureDate & { readonly isDayOnly: true }) | null {
  const written = plainText(value)
  if (/^\d{4}[:-]\d{2}[:-]\d{2}$/.test(written ?? '')) {
    const firstMoment = localTime(`${written}T00:00:00`)
    return firstMoment === null ? null : { takenAt: firstMoment, offset: null, isDayOnly: true }
  }
  const takenAt = localTime(written)
  if (takenAt === null) return null
  const zone = /(?:Z|[+-]\d{2}:?\d{2})$/.exec(written?.slice('2026-03-14T10:22'.length) ?? '')?.[0]
  return { takenAt, offset: utcOffset(zone ?? null) }
}

/** A text without what follows its end mark; null where nothing stands in it. */
export function plainText(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const end = value.indexOf('\0')
  const plain = (end < 0 ? value : value.slice(0, end)).trim()
  return plain === '' ? null : plain
}

/** EXIF's "2026:03:14 10:22:05" as 2026-03-14T10:22:05; null for the zeros and blanks of a camera without a clock. */
export function localTime(value: string | null): string | null {
  const match = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?/.exec(value ?? '')
  if (match === null) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00'] = match
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const instant = new Date(`${time}Z`)
  // A month 13 or a 31st of February comes back as another day, or not at all.
  const isReal = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(time)
  return isReal && Number(year) > 0 ? time : null
}

/** No clock on Earth is further from UTC. */
const FURTHEST_HOURS = 14

/** EXIF's offset from UTC as +01:00; null where it is none. */
export function utcOffset(value: string | null): string | null {
  const match = /^([+-])(\d{1,2}):?(\d{2})$/.exec(value ?? '')
  if (match === null) return value === 'Z' ? '+00:00' : null
  const [, sign = '', hours = '', minutes = ''] = match
  if (Number(hours) > FURTHEST_HOURS || Number(minutes) > 59) return null
  return `${sign}${hours.padStart(2, '0')}:${minutes}`
}
