import type { DayOrder } from '../../contract/imports.ts'
import type { Phase, View, VisitKind } from '../../contract/vocabulary.ts'
import { findDate } from './find-date.ts'
import type { FoundDate, ShortYears } from './find-date.ts'
import { readMachineName } from './machine-name.ts'
import { VIEW_CODES, VIEW_LETTERS, VIEW_PHRASES, viewFromTraits } from './view-words.ts'
import type { ViewTrait } from './view-words.ts'
import { AFTER, BEFORE, readShortVisitWord, SHORT_VISIT_WORDS, VISIT_PHRASES } from './visit-words.ts'
import type { VisitWord } from './visit-words.ts'

/** What one folder's or file's name says by itself. */
export interface NameReading {
  readonly name: string
  readonly date: FoundDate | null
  /** Null where no word speaks of a visit; `after` is said of sessions and reviews alike. */
  readonly kind: Exclude<VisitKind, 'unknown'> | 'after' | null
  readonly phase: Phase | null
  readonly view: View | null
  /** The name without its date and its view: what the clinic called the visit; null where nothing is left. */
  readonly label: string | null
  /** Only the words that speak of the visit. */
  readonly visitWords: string | null
  /** The name as a client's name; null where it is a date, a visit, a view or a general word. */
  readonly client: string | null
  /** The same with the words of a visit kept: "Post" is a surname too. */
  readonly clientWithVisit: string | null
  /** The same with view words taken away as well; tells a client by several folders, one a view. */
  readonly clientWithoutView: string | null
  /** True for a lone "Client" or "Patient", which is a client only where nothing better is found. */
  readonly isWeakClient: boolean
}

const compile = <Meaning>(
  phrases: readonly (readonly [string, Meaning])[],
): readonly (readonly [RegExp, Meaning])[] =>
  phrases.map(([source, meaning]) => [new RegExp(`(?<= )(?:${source})(?= )`, 'gu'), meaning])

const VISIT_PATTERNS = compile(VISIT_PHRASES)
const VIEW_PATTERNS = compile(VIEW_PHRASES)

interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

// Words that name a drawer, a camera's folder or a counter, never a person.
const GENERAL_WORDS = new Set(
  `a after all album albums and angle at before camera cameras canon clients client clinic collection copies copy customer
  customers dcim desktop documents download downloads dsc dscf dscn edit edited edits export exported exports file files final
  folder for gallery heic images image img import imports iphone iphones jpeg jpg library march may media misc new no nr
  number of old on original originals other others patient patients phone photo photos pic pics picture pictures png pxl raw
  samsung scalp screenshot shot shots sd signal smp snap snaps sorted telegram temp tmp the tif tiff to unsorted upload
  uploads usb visit visits appointment appointments view views webp whatsapp with work apple android nikon sony fuji pan mvimg
  burst bak backup backups archive pro head heads case cases day date dated undated treatment treatments progress set
  inbox incoming portfolio showcase favourites favorites marketing socials website studio results result whats app sample i wa hdr mp fb received vid untitled unnamed bilder fotos
  foto kunden kunde clientes cliente clienti pazienti patienten klanten klienci
  instagram facebook tiktok snapchat messenger chrome portrait burst cover screen cam scanner bildschirmfoto dji lrm
  w cw roll recents dropbox nextcloud sharepoint synology cloud male female men women man woman males females vip icloud google drive onedrive completed complete finished done
  active inactive appt appts folders miscellaneous neue alte nach vor erste ersten zweite zweiten dritte dritten vierte primera
  segunda tercera première deuxième troisième eerste tweede derde seconda terza første andra tredje
  kunder kund asiakkaat asiakas klienti zákazníci ügyfelek clienții pacienti pacienți клиенты клиент пациенты фото πελάτες 患者
  お客様 写真 客户 病人 照片 고객 환자 사진 العملاء صور לקוחות תמונות müşteriler hastalar bilder kuvat fotky képek poze
  q kw de del la el le les du des der die das dem den von vom`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
/** Beside a date they are its weekday or half of the day; alone they may be people. */
const BESIDE_DATES = new Set(
  `am pm mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday mo di mi do fr sa so
  montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes miércoles jueves viernes sábado domingo lundi mardi
  mercredi jeudi vendredi samedi dimanche lunedì martedì mercoledì giovedì venerdì sabato domenica`.split(
    /\s+/,
  ),
)
/** What is done to many here: worth showing in a visit's label, but nobody's name. */
const TREATMENT_WORDS = new Set(
  'density alopecia areata totalis universalis shaved look buzz cut removal laser hair transplant fue fut beard brow brows bald spot spots widow widows peak recession receding thinning area areas wet dry flash tattoo microblading eyebrows camouflage training'.split(
    ' ',
  ),
)
/** True for a word in lower case that names a drawer, a camera's folder or a counter. */
export function isGeneralWord(word: string): boolean {
  return GENERAL_WORDS.has(word)
}

const IDENTIFIER_WORDS = new Set(['client', 'patient', 'customer', 'case'])
const TOKENS = /\p{Lu}?[\p{Ll}\p{Lm}\p{M}]+|\p{Lu}+(?![\p{Ll}\p{M}])|[\p{Lo}\p{M}]+|\p{Lu}|\d+/gu
const AROUND_HOLES = /[\s._,;:+&/([–—-]*\uE000+[\s._,;:+&/)\]–—-]*/gu
/** A span of letters, as drawers of clients are called: "D-F", "Clients G to K". */
const LETTER_SPAN = /(?<!\p{L})\p{L}\s*(?:-|–|to|bis)\s*\p{L}$/iu
/** Which of several alike: "before (2)". */
const COUNTER_AT_END = /(?<=\uE000[\s._)\]-]*)\(?(?:\d{1,3}|0\d{3})\)?(?=[\s._–\uE000-]*$)/u
/** What a system calls a copy of a folder: "Ann Lee - Copy (2)". */
const COPY_AT_END = /[\s._-]+(?:-\s*|\()(?:copy|kopie|copie|copia|kopia|kopi)\b\)?(?:\s*\(?\d{1,2}\)?)?\)?$/iu
const SURNAME_FIRST = /^[\uE000\s._,–-]*\p{L}[\p{L}\p{M}'’ -]*,\s*\p{L}[\p{L}\p{M}'’.-]*/u

/** Marks of the direction of writing, which phones and mails leave in names and nobody sees. */
const UNSEEN = /[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu

/** Stands where something was taken out of a name; a private-use character that no name holds. */
const HOLE = '\uE000'

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + HOLE.repeat(end - start) + text.slice(end)
}

/** What is left of a name, without the separators that stood around what was taken out. */
function tidy(text: string): string | null {
  // Underscores and dots stand for spaces where there are no spaces.
  const spaced = /\s/u.test(text) ? text : text.replace(/[_.]+/gu, ' ')
  const trimmed = spaced
    .replaceAll(AROUND_HOLES, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s._,;:+&/–—-]+|[\s._,;:+&/–—-]+$/gu, '')
  return trimmed === '' ? null : trimmed
}

/** What is left of a name, without what is done to everybody here and so part of nobody's name: "B. Tan - SMP". */
function clientOf(text: string): string | null {
  const name = tidy(text.replace(COUNTER_AT_END, '').replace(COPY_AT_END, '')) ?? tidy(text)
  return name?.replace(/[\s._,;:+&/(–—-]+(?:smp|msp|scalp micropigmentation)\)?$/iu, '') ?? null
}

/** Takes phrases from a table out of a text, as positions of the text; each phrase takes its words away from the next. */
function takePhrases<Meaning>(
  text: string,
  tokens: readonly Token[],
  phrases: readonly (readonly [RegExp, Meaning])[],
): { readonly found: readonly (readonly [Meaning, RegExpExecArray])[]; readonly taken: ReadonlySet<Token> } {
  let line = ' '
  const starts: number[] = []
  for (const [index, token] of tokens.entries()) {
    // What stands on both sides of a date is no phrase: "Client 12 2026-03-14 Month 6".
    const before = tokens[index - 1]
    if (before !== undefined && text.slice(before.end, token.start).includes(HOLE)) line += '| '
    starts.push(line.length)
    line += `${token.text.toLowerCase()} `
  }
  const found: (readonly [Meaning, RegExpExecArray])[] = []
  const taken = new Set<Token>()
  for (const [pattern, meaning] of phrases) {
    for (const match of line.matchAll(pattern)) {
      found.push([meaning, match])
      for (const [index, start] of starts.entries()) {
        const token = tokens[index]
        if (token !== undefined && start >= match.index && start < match.index + match[0].length) {
          taken.add(token)
        }
      }
    }
    // '#' keeps the positions and matches no phrase.
    line = line.replace(pattern, (phrase) => '#'.repeat(phrase.length))
  }
  return { found, taken }
}

function tokenise(text: string): readonly Token[] {
  return [...text.matchAll(TOKENS)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** The texts of tokens, those that touch as one: "1st" is a number and letters. */
function together(tokens: readonly Token[]): readonly string[] {
  const texts: string[] = []
  for (const [index, { text, start }] of tokens.entries()) {
    const last = texts.at(-1)
    if (last !== undefined && tokens[index - 1]?.end === start) texts[texts.length - 1] = last + text
    else texts.push(text)
  }
  return texts
}

function strongest(words: readonly VisitWord[]): VisitWord | null {
  return words.reduce<VisitWord | null>(
    (best, word) => (best === null || word.rank > best.rank ? word : best),
    null,
  )
}

/** True for a word worth showing in a visit's label; camera folders and counters are not. */
function isTelling(token: Token): boolean {
  const word = token.text.toLowerCase()
  return word === 'visit' || word === 'appointment' || (!GENERAL_WORDS.has(word) && /\p{L}{2}/u.test(word))
}

/** True where what is left of a name, once date, visit and view are taken away, names a person or a case. */
function namesSomebody(
  name: string,
  left: readonly Token[],
  { somethingWasRead, isFile }: { readonly somethingWasRead: boolean; readonly isFile: boolean },
): boolean {
  const words = left.map((token) => token.text.toLowerCase())
  const isGeneral = (word: string): boolean => GENERAL_WORDS.has(word) || TREATMENT_WORDS.has(word)
  const hasNumber = words.some((word) => /^\d+$/.test(word))
  const naming = words.filter((word) => !isGeneral(word) && /\p{L}/u.test(word))
  // A letter or a span of letters is a drawer ("A", "Clients A-K"), unless a number or "Client" stands with it.
  const isDrawer =
    naming.every((word) => word.length === 1) &&
    !hasNumber &&
    (naming.length === 1 || (naming.length === 2 && LETTER_SPAN.test(name)))
  if (naming.length > 0 && !isDrawer) return true
  const isIdentifier = (word: string): boolean => IDENTIFIER_WORDS.has(word)
  if (!hasNumber)
    return words.length > 1 && words.some(isIdentifier) && words.some((word) => word.length === 1)
  // "Client 12" is somebody, "0042" and "0042 before" hold a code, "Visit 3" and "2026-03-14 (2)" do not.
  // Behind a day a file has its counter, a folder a client.
  const isLong = left[0] !== undefined && /^\d{3,}$/.test(left[0].text)
  const isCode = !somethingWasRead || (isLong && (left[0]?.start === 0 || !isFile))
  const isClinicCode = words.length === 2 && words[0] === 'smp' && /^\d{3,}$/.test(words[1] ?? '')
  return words.some(isIdentifier) || isClinicCode || (isCode && !words.some(isGeneral))
}

/** The view that the last word of a file's name stands for: "F1", "LP", "Smith_M6_RP", "Smith_S1_T". */
function viewOfCode(
  left: readonly Token[],
  { somethingWasRead, lastRead }: { readonly somethingWasRead: boolean; readonly lastRead: number },
): readonly [View, Token] | null {
  const words = left.filter(({ text }) => !/^\d{1,3}$/.test(text))
  const last = words.at(-1)
  if (last === undefined) return null
  const code = last.text.toLowerCase()
  // A name is written in one go: what stands behind a day or a session is no initial of it.
  const isBehind =
    /^\p{Lu}$/u.test(last.text) &&
    lastRead > 0 &&
    last.start >= lastRead &&
    (words.at(-2)?.end ?? 0) <= lastRead
  const view = VIEW_CODES.get(code) ?? (isBehind ? VIEW_LETTERS.get(code) : undefined)
  if (view === undefined) return null
  // Beside a name two letters could be initials, unless the name says more.
  const isAlone = words.length === 1
  const isMarked = somethingWasRead && last.text.length === 2 && last.text === last.text.toUpperCase()
  return isAlone || isMarked || isBehind ? [view, last] : null
}

/** What a machine adds to its names is nobody's name, and no visit's either. */
function asMachines(reading: NameReading): NameReading {
  const silence = { client: null, clientWithVisit: null, clientWithoutView: null, isWeakClient: false }
  return { ...reading, ...silence, label: reading.visitWords }
}

/** What stands before the day on which somebody was born: "DOB 12-05-1980", "born 1991". */
const BORN =
  /(?<!\p{L})(?:d\.?o\.?b\.?|date of birth|birth(?: ?da(?:te|y))?|born(?: on)?|geb(?:oren)?\.?(?: am| op)?|geburtsdatum|née?(?: le)?|nat[oa](?: il)?|nac(?:id[oa])?\.?(?: el)?|født|född|ur\.)[\s:.(-]*$/iu

/** Nobody treated was born in this year or later; "Max Born 12-03-2026" is a visit. */
const FIRST_BORN_TOO_LATE = 2010

/** The day of a visit in a name; the one on which somebody was born is part of their name. */
function findVisitDate(name: string, order?: DayOrder, shortYears?: ShortYears): FoundDate | null {
  const date = findDate(name, order, shortYears)
  if (date === null || (date.year ?? FIRST_BORN_TOO_LATE) >= FIRST_BORN_TOO_LATE) return date
  if (!BORN.test(name.slice(0, date.start))) return date
  return findVisitDate(blank(name, date.start, date.end), order, shortYears)
}

const CAMERA_NUMBER =
  /(?<=[\s._-])_?(?:img|imgp|cimg|dsc[fn]?|pxl|mvimg|sam|gopr|dji)[\s_-]?\d{3,5}(?![\p{L}\d])/giu

/** A visit by its number, which does not say of what kind it was: "P001_V2". */
const COUNTED_VISIT = /(?<![\p{L}\d])[vt]\d{1,2}(?![\p{L}\d])/giu

const COUNTED_ALONE = /^[vt]\d{1,2}$/iu

interface NameOptions {
  readonly order?: DayOrder | undefined
  readonly shortYears?: ShortYears
  readonly isFile?: boolean
}

/** Reads one name of a folder, or of a file without its extension, where letters may stand for a view. */
export function readName(rawName: string, options: NameOptions = {}): NameReading {
  return readBehind(rawName, options, 0)
}

/** The same, where what stands before `nameEnd` is somebody's name whatever its words say elsewhere. */
function readBehind(rawName: string, options: NameOptions, nameEnd: number): NameReading {
  const { order, shortYears, isFile = false } = options
  const name = rawName.normalize('NFC').replace(UNSEEN, '').trim()
  const machine = isFile ? readMachineName(name, order) : null
  if (machine !== null) return asMachines({ ...readName(machine.added), name, date: machine.date })
  // A camera's own number behind a name that a person wrote.
  const written = isFile ? name.replace(CAMERA_NUMBER, (number) => HOLE.repeat(number.length)) : name
  const date = findVisitDate(written, order, shortYears)
  let text = date === null ? written : blank(written, date.start, date.end)

  const words: VisitWord[] = []
  const spoken: string[] = []
  const withoutDate = text
  for (const match of withoutDate.matchAll(COUNTED_VISIT)) {
    const rest = blank(text, match.index, match.index + match[0].length)
    // By itself it may be a client's code.
    if (!/\p{L}{2}|\d{3}/u.test(rest.replaceAll(HOLE, ' '))) continue
    spoken.push(match[0])
    text = rest
  }
  for (const match of withoutDate.matchAll(SHORT_VISIT_WORDS)) {
    words.push(readShortVisitWord(match))
    spoken.push(match[0])
    text = blank(text, match.index, match.index + match[0].length)
  }
  const all = tokenise(text)
  const tokens = all.filter(({ start }) => start >= nameEnd)
  const visit = takePhrases(text, tokens, VISIT_PATTERNS)
  for (const [meaning, match] of visit.found) {
    words.push(typeof meaning === 'function' ? meaning(match) : meaning)
  }
  spoken.push(...together(tokens.filter((token) => visit.taken.has(token))))
  const afterVisit = tokens.filter((token) => !visit.taken.has(token))
  const view = takePhrases(text, afterVisit, VIEW_PATTERNS)
  const afterView = afterVisit.filter((token) => !view.taken.has(token))
  const wordView = viewFromTraits(new Set<ViewTrait>(view.found.map(([trait]) => trait)))
  // Where the last of what speaks of the visit ends.
  const lastRead = Math.max(
    text.lastIndexOf(HOLE) + 1,
    ...tokens.filter((token) => visit.taken.has(token)).map(({ end }) => end),
  )
  const code =
    isFile && view.found.length === 0
      ? viewOfCode(afterView, { somethingWasRead: date !== null || words.length > 0, lastRead })
      : null
  const viewTokens = new Set(code === null ? view.taken : [code[1]])
  const left = [
    ...all.filter(({ start }) => start < nameEnd),
    ...afterView.filter(
      (token) => token !== code?.[1] && (date === null || !BESIDE_DATES.has(token.text.toLowerCase())),
    ),
  ]

  const somethingWasRead = code !== null || date !== null || words.length > 0 || view.found.length > 0
  const isSomebody = namesSomebody(name, left, { somethingWasRead, isFile })
  // "Prior, James" and "Back, Peter" are people: around a comma nothing but a date is taken for something else.
  const surnameFirst = SURNAME_FIRST.exec(withoutDate)?.[0].length ?? 0
  const taken = [...visit.taken, ...viewTokens]
  if (isSomebody && nameEnd === 0 && taken.some(({ start }) => start < surnameFirst))
    return readBehind(rawName, options, surnameFirst)
  let withoutVisit = text
  for (const token of visit.taken) withoutVisit = blank(withoutVisit, token.start, token.end)
  let withoutVisitAndView = withoutVisit
  // A year alone tells "Refresh 2025" from the next one.
  let label = date !== null && date.month === null ? written : withoutDate
  for (const token of viewTokens) {
    withoutVisitAndView = blank(withoutVisitAndView, token.start, token.end)
    label = blank(label, token.start, token.end)
  }
  // "Before & After" says that both are in it, and so nothing of either.
  const isBoth = words.includes(BEFORE) && words.includes(AFTER)
  const strongestWord = strongest(isBoth ? words.filter((word) => word !== BEFORE && word !== AFTER) : words)
  return {
    name,
    date,
    kind: strongestWord?.kind ?? null,
    // "Touch-up 18 months" is a session: the months say when it was, not how healed it looks.
    phase:
      strongest(words.filter((word) => word.kind === strongestWord?.kind && word.phase !== null))?.phase ??
      null,
    view: wordView ?? code?.[0] ?? null,
    label: spoken.length > 0 || left.some(isTelling) || COUNTED_ALONE.test(name) ? tidy(label) : null,
    visitWords: spoken.length > 0 ? spoken.join(' ') : null,
    client: isSomebody ? clientOf(withoutVisit) : null,
    clientWithVisit: isSomebody ? clientOf(withoutDate) : null,
    clientWithoutView: isSomebody ? clientOf(withoutVisitAndView) : null,
    isWeakClient:
      !somethingWasRead && left.length === 1 && IDENTIFIER_WORDS.has(left[0]?.text.toLowerCase() ?? ''),
  }
}
