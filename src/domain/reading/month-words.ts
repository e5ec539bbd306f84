/** The months' full names as clinics write them in English, German, Spanish, French, Italian, Portuguese, Dutch, Polish and Turkish. */
const FULL: readonly string[] = [
  'january|januari?|janvier|enero|gennaio|janeiro|stycze[nń]|stycznia|ocak',
  'february|februari?|f[ée]vrier|febrero|febbraio|fevereiro|luty|lutego|[şs]ubat',
  // "Marco" without its cedilla is a man's name.
  'march|m(?:ä|ae?)rz|marzo|mars|março|maart|marzec|marca|mart',
  'april|abril|avril|aprile|kwiecie[nń]|kwietnia|nisan',
  'may|mai|mayo|maggio|maio|mei|maja?|may[ıi]s',
  'june|juni|junio|juin|giugno|junho|czerwiec|czerwca|haziran',
  'july|juli|julio|juillet|luglio|julho|lipiec|lipca|temmuz',
  'august|agosto|ao[ûu]t|augustus|sierpie[nń]|sierpnia|a[ğg]ustos',
  'september|septiembre|septembre|settembre|setembro|wrzesie[nń]|wrze[śs]nia|eyl[üu]l',
  'october|oktober|octubre|octobre|ottobre|outubro|pa[źz]dziernika?|ekim',
  'november|noviembre|novembre|novembro|listopada?|kas[ıi]m',
  'december|dezember|diciembre|d[ée]cembre|dicembre|dezembro|grudzie[nń]|grudnia|aral[ıi]k',
]

/** The same in Nordic, Finnish, Czech, Slovak, Hungarian, Romanian, Russian, Ukrainian and Greek, as far as they differ. */
const FULL_FURTHER: readonly string[] = [
  'januar|január|tammikuu(?:ta)?|led(?:en|na)|ianuarie|январ[ья]|січ(?:ень|ня)|ιανουαρίο[υς]',
  'februar|február|helmikuu(?:ta)?|únor[a]?|februarie|феврал[ья]|лют(?:ий|ого)|φεβρουαρίο[υς]',
  'marts|mars|március|maaliskuu(?:ta)?|březen|března|marec|martie|марта?|берез(?:ень|ня)|μαρτίο[υς]',
  'április|huhtikuu(?:ta)?|dub(?:en|na)|apríl[a]?|aprilie|апрел[ья]|квіт(?:ень|ня)|απριλίο[υς]',
  'maj|május|toukokuu(?:ta)?|květ(?:en|na)|ма[йя]|трав(?:ень|ня)|μαΐο[υς]',
  'június|kesäkuu(?:ta)?|červ(?:en|na)|jún[a]?|iunie|июн[ья]|черв(?:ень|ня)|ιουνίο[υς]',
  'július|heinäkuu(?:ta)?|červen(?:ec|ce)|júl[a]?|iulie|июл[ья]|лип(?:ень|ня)|ιουλίο[υς]',
  'augusti|augusztus|elokuu(?:ta)?|srp(?:en|na)|августа?|серп(?:ень|ня)|αυγούστο[υς]',
  'szeptember|syyskuu(?:ta)?|září|septembrie|сентябр[ья]|верес(?:ень|ня)|σεπτεμβρίο[υς]',
  'október|lokakuu(?:ta)?|říj(?:en|na)|octombrie|октябр[ья]|жовт(?:ень|ня)|οκτωβρίο[υς]',
  'marraskuu(?:ta)?|listopadu|noiembrie|ноябр[ья]|листопада?|νοεμβρίο[υς]',
  'joulukuu(?:ta)?|prosin(?:ec|ce)|decembrie|декабр[ья]|груд(?:ень|ня)|δεκεμβρίο[υς]',
]

const ENGLISH_SHORT = ['jan', 'feb', 'mar', 'apr', '', 'jun', 'jul', 'aug', 'sept?', 'oct', 'nov', 'dec']

/** Short forms abroad; some are words of other languages ("set", "out", "ago") and only months between a day and a year. */
const SHORT_ABROAD: readonly string[] = [
  'janv|ene|gen|sty|oca',
  'f[ée]vr?|lut|[şs]ub',
  'm[äa]r|mrz|mrt',
  'abr|avr|kwi|nis',
  'mag',
  'giu|cze|haz',
  'juil|lug|lip|tem',
  'ago|sie|a[ğg]u',
  'set|wrz|eyl',
  'okt|ott|out|pa[źz]|eki',
  'lis|kas',
  'dez|dic|d[ée]c|gru|ara',
]

const namesOf = (month: number): string =>
  [FULL[month], FULL_FURTHER[month], ENGLISH_SHORT[month]].filter((names) => names !== '').join('|')
const withShortOf = (month: number): string => `${namesOf(month)}|${SHORT_ABROAD[month] ?? ''}`
const anyOf = (names: (month: number) => string): string => FULL.map((_, month) => names(month)).join('|')

/** A month's name by itself, as the source of a pattern. */
export const MONTH_NAME = `(${anyOf(namesOf)})`
/** A month's name between a day and a year, where a short one is no other word. */
export const MONTH_IN_DATE = `(${anyOf(withShortOf)})`

const PATTERNS = FULL.map((_, month) => new RegExp(`^(?:${withShortOf(month)})$`, 'iu'))

/** Which month a name means, 1 to 12. */
export function monthOf(name: string): number {
  return PATTERNS.findIndex((pattern) => pattern.test(name)) + 1
}
