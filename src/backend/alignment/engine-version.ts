/** Raised whenever the same two photos may come out differently, so that stored registrations are found anew. */
export const ENGINE_VERSION = 11
