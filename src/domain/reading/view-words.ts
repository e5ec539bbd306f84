import type { View } from '../../contract/vocabulary.ts'

/** What a word can say of the camera's position; several together make a view. */
export type ViewTrait =
  | 'left'
  | 'right'
  | 'profile'
  | 'oblique'
  | 'front'
  | 'top'
  | 'crown'
  | 'back'
  | 'scar'
  | 'macro'
  | 'close-up'

const QUARTER =
  '(?:three ?quarters?|3 quarters?|trois quarts|tres cuartos|tre quarti|dreiviertel|driekwart|halb(?:profil|seitlich)?|3 q|3 4|34|45(?: deg(?:rees?)?)?)'
/** What turns a lone letter beside it into a side: "L side", "temple R"; # stands for the "45" of "R 45", taken before. */
const SIDE = '(?:sides?|temples?|profile?|lateral|90(?: deg(?:rees?)?)?|#+)'

/** Phrases about a view over a name in lower case with single spaces, longest meaning first. */
export const VIEW_PHRASES: readonly (readonly [string, ViewTrait])[] = [
  [
    `obliqu[eoa]|oblicu[oa]|schr(?:ä|ae)g|schuin|${QUARTER}(?= (?:left|right|l|r|links|rechts|gauche|droite?|izquierd[ao]|derech[ao]|sinistr[ao]|destr[ao]) )|(?<= (?:left|right|l|r) )${QUARTER}`,
    'oblique',
  ],
  [
    `left|lhs|lt|links?|linke|izq(?:uierd[ao])?|gauche|sinistr[ao]|esquerd[ao]|linker(?:kant|zijde)|lew[ya]|sol|l(?= ${SIDE})|(?<=${SIDE} )l|vänster|venstre|vasen|vasemmalta|zleva|vlevo|lev[áý]|[ľl]av[áý]|bal(?:ról| oldal)|st[âa]nga|слева|левый|зліва|αριστερ[άόή]|左(?:側|侧|横|側面|侧面|斜め)?|좌측|왼쪽|يسار|اليسار|שמאל`,
    'left',
  ],
  [
    `right|rhs|rt|rechts|rechte|derech[ao]|droite?|destr[ao]|direit[ao]|rechter(?:kant|zijde)|praw[ya]|sa[ğg]|r(?= ${SIDE})|(?<=${SIDE} )r|höger|højre|høyre|oikea(?:lta)?|zprava|vpravo|prav[áý]|jobb(?:ról| oldal)|dreapta|справа|правый|праворуч|δεξι[άόή]|右(?:側|侧|横|側面|侧面|斜め)?|우측|오른쪽|يمين|اليمين|ימין`,
    'right',
  ],
  [
    'front(?:al|view)?|hair ?line|forehead|anterior|face|vorne?|frente|fronte|voorkant|prz[óo]d|ön|haar(?:ansatz|linie)|stirn|voor(?:zijde|aanzicht)|frontale|frontal[ae]?|fram(?:ifrån|sida)|forfra|hårf[äe]ste|hårgrænse|edestä|zepředu|spredu|elöl(?:ről|nézet)|fa[țţt][ăa]|спереди|спереду|анфас|лоб|μπροστ[άα]|正面|前面|生え際|额头|정면|앞(?:면|모습)?|أمام|الأمام|חזית|מלפנים',
    'front',
  ],
  [
    'top(?:view|down)?(?: down)?|overhead|above|superior|mid ?scalp|birds? (?:s )?eye|(?:von )?oben|oberkopf|arriba|dessus|sopra|cima|topo|boven(?:kant)?|g[óo]ra|tepe|scheitel|boven(?:aanzicht|op)|[üu]stten|üst|ovan(?:ifrån)?|ovenfra|ylhäältä|shora|zhora|felül(?:ről|nézet)|de sus|сверху|зверху|πάνω|頭頂部?|头顶|真上|トップ|위|أعلى|فوق|מלמעלה|למעלה',
    'top',
  ],
  [
    'crown|vertex|whorl|corona|(?:haar)?wirbel|coronilla|couronne|coroa|kruin|tonsur[ae]?|v[ée]rtice|hjässa|päälaki|temeno|temä|fejtető|cre[șşs]tet|макушка|темя|тім(?:я|’я)|κορυφή|つむじ|发旋|정수리|קודקוד',
    'crown',
  ],
  [
    'back|rear|nape|occipital|occiput|posterior|donor|behind|hinten|hinterkopf|nacken|atr[áa]s|nuca|arri[èe]re|derri[èe]re|nuque|dietro|achter(?:kant)?|ty[łl]|arka|achterzijde|achteraanzicht|bak(?:ifrån|fra|sida)|bagfra|takaa|zezadu|zozadu|hátul(?:ról|nézet)?|spate|сзади|ззаду|затылок|потилиця|πίσω|後ろ|後頭部|背面|后面|後面|后脑勺?|뒤|뒷면|후면|خلف|الخلف|מאחור|אחורי',
    'back',
  ],
  ['(?:strip |fu[te] )?scars?(?: cover(?:age)?)?|narben?|cicatri(?:z|ce)|litteken', 'scar'],
  ['ma[ck]ro|dermo?scop(?:y|e|ic)|dermatoscop(?:y|e|ic)|microscop(?:e|ic|y)|trichoscop(?:y|e|ic)', 'macro'],
  ['close ?ups?|zoom(?:ed)?|details?|nahaufnahme', 'close-up'],
  [
    'profile?|perfil|profilo|sides?|temples?|lateral|seite|seitlich|lado|c[ôo]t[ée]|sida|sivu|oldal(?:ról|nézet)?|profil|профиль|збоку|сбоку|προφίλ|側面|侧面|측면|tempe|tempi[ae]|sien',
    'profile',
  ],
]

/** What cameras' users shorten file names to; a T or a B could be too many things by themselves. */
export const VIEW_CODES: ReadonlyMap<string, View> = new Map([
  ['f', 'front'],
  ['l', 'left-profile'],
  ['lp', 'left-profile'],
  ['ls', 'left-profile'],
  ['lo', 'left-oblique'],
  ['r', 'right-profile'],
  ['rp', 'right-profile'],
  ['rs', 'right-profile'],
  ['ro', 'right-oblique'],
])

/** What else a lone letter says behind a day or a session: "Smith_S1_T". */
export const VIEW_LETTERS: ReadonlyMap<string, View> = new Map([
  ['t', 'top'],
  ['b', 'back'],
  ['c', 'crown'],
])

/** The view that a set of words adds up to, or null where they leave it open: "profile" alone does not say which side. */
export function viewFromTraits(traits: ReadonlySet<ViewTrait>): View | null {
  if (traits.has('scar')) return 'scar'
  if (traits.has('macro')) return 'macro'
  for (const view of ['crown', 'top', 'back'] as const) {
    if (traits.has(view)) return view
  }
  const isLeft = traits.has('left')
  if (isLeft !== traits.has('right')) {
    // "Front left" is how a turned head is called; a plain side is the profile.
    const isTurned = traits.has('oblique') || traits.has('front')
    return `${isLeft ? 'left' : 'right'}-${isTurned ? 'oblique' : 'profile'}`
  }
  if (traits.has('front')) return 'front'
  return traits.has('close-up') ? 'macro' : null
}
