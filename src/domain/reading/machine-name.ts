import type { DayOrder } from '../../contract/imports.ts'
import { findDate, type FoundDate } from './find-date.ts'

/** What is told by a name that a camera, a phone or a program gave to a file: never a person. */
export interface MachineName {
  readonly date: FoundDate | null
  /** What a person may have added: "front" of "WhatsApp Image 2024-03-12 at 10.11.12 front". */
  readonly added: string
}

/** Which of several alike, and what was done to it: "(2)", "~2", "-edited", " copy". */
const COPY =
  '(?:[\\s_-]+(?:edit(?:ed)?|original|copy|kopie|enhanced|nr|hdr|cover|bearbeitet))*(?:[\\s_-]*\\(\\d{1,3}\\)|[\\s_-]\\d{1,3}|~\\d{1,2})?'

/** Cameras' prefixes before a counter; the letters of P1010001 stand before exactly seven figures. */
const COUNTERS = [
  '_?(?:img|mg|dsc|dscf|dscn|dsf|dji|gopr|gp|gx|gh|gs|imag|image|photo|pic|pict|sam|cimg|sdc|kic|hni|sta|hpim|xpro|vsco|csc|pano)[\\s_-]?e?\\d{1,7}',
  'fullsizerender[\\s_-]?\\d{0,6}',
  '[plr]\\d{7}',
  '\\d{3}_\\d{4}',
  // The time in milliseconds, numbers of messages, and what programs count by.
  '1\\d{12}',
  '(?!(?:19|20)\\d\\d[01]\\d[0-3]\\d)\\d{15,}',
  '(?:image-)?0-02-\\d\\d-[a-f\\d]{6,}\\S*',
  '(?=[a-f\\d-]*\\d)(?=[a-f\\d-]*[a-f])(?:[a-f\\d]{16,}|[a-f\\d]{8}(?:-[a-f\\d]{4}){3}-[a-f\\d]{12})',
].map((source) => new RegExp(`^(?:${source})${COPY}$`, 'iu'))

/** Whatever they call it in their language: "WhatsApp Bild", "Imagem do WhatsApp de", "Captura de pantalla". */
const PREFIXES = [
  '(?:ima?gen?s?|immagine|imagem|foto|photo)?\\s?(?:do |de |di )?whatsapp(?: de)?(?: (?:ima?ges?|bild|foto|photo|afbeelding|resmi|unknown))?',
  'screen ?shot|screen ?grab|bildschirmfoto|capture d.?[ée]cran|captura de (?:pantalla|tela|ecr[ãa])|schermata|schermafbeelding|zrzut ekranu|ekran (?:resmi|g[öo]r[üu]nt[üu]s[üu])|снимок экрана|スクリーンショット',
  'signal(?:-attachment)?(?=-\\d)|photo(?=_\\d{1,3}_\\d|_\\d{4}-)|photo on(?= \\d)|received(?=_\\d)|fb[_ ]?img|messenger[_ ]creation|viber(?:downloaded)?(?:[ _]image)?(?=[ _]\\d)|telegram-cloud\\S*|instagram|snapchat|tiktok|mmexport|wx[_ ]camera|weixin image|line(?:_oa_chat)?(?=_p?\\d)|teams(?=_\\d)',
  'b612|c360|facetune\\d?|faceapp|picsart|inshot|capcut|snapseed|beautyplus|beautycam|youcam|meitu|airbrush|retouch(?=_\\d)|remini(?=[ _-]?\\d)|camscanner|adobe (?:scan|express)|canva(?: design)?|lightroom|lrm(?:[ _]export)?|vsco|cymera|camerazoom|cover[_ ]image|collage(?=[ _-]\\d)|photoroom|halide|open ?camera',
  'img_e(?=\\d)|pxl(?=_)|mvimg|stk(?=-\\d)|win(?=_\\d{8})|scan(?=[ _-]?\\d)|lv(?=_\\d_\\d)|unadjustednonraw\\S*|thumbnail|attachment|unknown|untitled design|airdrop|dropbox',
]
const PREFIX = new RegExp(`^(?:${PREFIXES.join('|')})(?![\\p{Ll}\\p{M}])`, 'iu')
/** One word of an app's own, and a time to the second, which nobody writes by hand. */
const STAMPED = /^[\p{L}\d]{1,20}[_-]?(?:\d{8}[_-]?\d{6}|\d{4}-\d\d-\d\d[-_]\d\d-?\d\d-?\d\d)(?!\d{4})\S*$/u

/** Facetune puts the day first, wherever its user lives. */
const DAY_FIRST = /^facetune/iu
/** PicsArt leaves out the century, or the year: then its time is no part of a date. */
const PICSART = /^(picsart[ _])(?:(\d\d-\d\d-\d\d_)|\d\d-\d\d-\d\d[.\d]*)/iu
/** What is left of times and of the programs' own additions. */
const STAMPS =
  /[\p{L}\p{M}]*\d[\p{L}\p{M}\d]*|(?<!\p{L})(?:at|um|om|ore|alle|o|à|às|a las|am|pm|de|com|miui|gallery|chrome)(?![\p{L}\p{M}])|\([sS]\)/giu

/** True for a counter alone, as in IMG_2031: it tells nothing at all. */
export function isCounter(stem: string): boolean {
  return COUNTERS.some((pattern) => pattern.test(stem))
}

/** Reads a file's name that a machine gave to it; null for one that a person gave. */
export function readMachineName(stem: string, order?: DayOrder): MachineName | null {
  const name = stem.replace(
    PICSART,
    (_, app: string, day?: string) => app + (day === undefined ? '' : `20${day}`),
  )
  const date = DAY_FIRST.test(name)
    ? asCertain(findDate(name, 'day-first', { parted: 'last', run: null, dotted: 'last' }))
    : findDate(name, order)
  if (date === null && isCounter(name)) return { date, added: '' }
  const prefix = PREFIX.exec(name)
  if (prefix === null && !STAMPED.test(name)) return null
  const rest = date === null ? name : `${name.slice(0, date.start)} ${name.slice(date.end)}`
  return { date, added: rest.slice(prefix?.[0].length ?? 0).replace(STAMPS, ' ') }
}

function asCertain(date: FoundDate | null): FoundDate | null {
  return date === null ? null : { ...date, written: date.date, isAmbiguous: false, provenOrder: null }
}
