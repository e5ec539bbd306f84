/** Told apart on skin and by most who see colours differently; the number beside each says the same. */
const COLOURS = [
  '#ffd23f',
  '#3fd0ff',
  '#ff7bd5',
  '#7dff6b',
  '#ff9f40',
  '#b79bff',
  '#ffffff',
  '#4dffd2',
] as const

/** The colour of a landmark, the same in both photos and in the list. */
export function landmarkColour(index: number): string {
  return COLOURS[index % COLOURS.length] ?? COLOURS[0]
}
