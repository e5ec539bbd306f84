/** The same spot in both photos: (x, y) in the before photo, (u, v) in the after photo, in pixels. */
export interface Correspondence {
  readonly x: number
  readonly y: number
  readonly u: number
  readonly v: number
}
