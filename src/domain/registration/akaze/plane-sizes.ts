/** Pixels around every plane; the widest reach of what looks aside. */
export const MARGIN = 4
/** Rows of a ring: more than are looked at together, and a power of two. */
export const RING_ROWS = 16
/** The same after each step of diffusion; and more steps than any level takes. */
export const STEP_ROWS = 4
export const MOST_STEPS = 32
/** Gradients are counted in so many bins of their strength. */
export const CONTRAST_BINS = 300
