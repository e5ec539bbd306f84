/** What stands before a number that is somebody's own, as the source of a pattern. */
export const IDENTIFIERS =
  'client|patient|customer|case|subject|subj|model|person|pat?|pt|px|cl|id|no|nr|p|c|kunde|kundin|klient|paciente?|cliente'

const IDENTIFIED = new RegExp(`^(?:${IDENTIFIERS})[\\s._#-]*\\d`, 'iu')

/** True for a name whose number is somebody's own: "Client 12", "Pt 3", "p07". */
export function isIdentified(name: string): boolean {
  return IDENTIFIED.test(name)
}
