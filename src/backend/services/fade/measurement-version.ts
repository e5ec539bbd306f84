/** Raised whenever the same photos may be measured differently, so that stored figures are measured anew. */
export const MEASUREMENT_VERSION = 2
