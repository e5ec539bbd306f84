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

const QUARTER = '(?:three quarters?|3 4|45(?: deg(?:rees?)?)?)'

/** Phrases about a view over a name in lower case with single spaces, longest meaning first. */
export const VIEW_PHRASES: readonly (readonly [string, ViewTrait])[] = [
  [`oblique|${QUARTER}(?= (?:left|right))|(?<=(?:left|right) )${QUARTER}`, 'oblique'],
  ['left|lhs|lt|links?|linke|izquierd[ao]|gauche|sinistra|esquerd[ao]', 'left'],
  ['right|rhs|rt|rechts|rechte|derech[ao]|droite?|destra|direit[ao]', 'right'],
  ['front(?:al|view)?|hair ?line|forehead|anterior|face|vorne?|frente|haar(?:ansatz|linie)', 'front'],
  [
    'top(?:view|down)?(?: down)?|overhead|above|superior|mid ?scalp|birds eye|(?:von )?oben|oberkopf|arriba|dessus|sopra|cima|boven',
    'top',
  ],
  ['crown|vertex|whorl|(?:haar)?wirbel|coronilla|couronne|coroa|kruin|tonsur[ae]?', 'crown'],
  [
    'back|rear|nape|occipital|occiput|posterior|donor|behind|hinten|hinterkopf|nacken|atr[áa]s|nuca|arri[èe]re|derri[èe]re|nuque|dietro|achter',
    'back',
  ],
  ['(?:strip |fu[te] )?scars?(?: cover(?:age)?)?|narben?|cicatri(?:z|ce)|litteken', 'scar'],
  ['ma[ck]ro|dermo?scop(?:y|e|ic)|dermatoscop(?:y|e|ic)|microscop(?:e|ic|y)|trichoscop(?:y|e|ic)', 'macro'],
  ['close ?ups?|zoom(?:ed)?|details?|nahaufnahme', 'close-up'],
  ['profile?|perfil|profilo|sides?|temples?|lateral|seite|seitlich|lado|c[ôo]t[ée]', 'profile'],
]

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
