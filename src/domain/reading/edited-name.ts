/** How programs call an edited copy beside its original: "IMG_1 (edited)", "IMG_1-Edit", "IMG_1_bearbeitet", "IMG_1~2". */
const MARKED =
  /^(.+?)(?:[\s._-]*\((?:edited|edit|bearbeitet|modifié|editado|modificato)\)|[\s._-]+(?:edited|edit|bearbeitet|modifié|editado|modificato|retouched)(?:[\s._-]*\d{1,3})?|~\d{1,2})$/iu
/** A phone's own way: IMG_E2031 is the edited IMG_2031. */
const PHONE = /^(IMG_)E(\d{4,})$/i

/** The name, without extension, that the original of an edited copy has beside it; null where the name is no such copy's. */
export function originalStem(stem: string): string | null {
  const phone = PHONE.exec(stem)
  if (phone !== null) return `${phone[1]}${phone[2]}`
  return MARKED.exec(stem.normalize('NFC'))?.[1] ?? null
}
