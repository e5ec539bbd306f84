import type { Configuration } from 'electron-builder'

/**
 * Abilities that are burnt out of the program's binary, since nobody needs them in a clinic and each is a way in for other
 * programs of the machine. They belong to the packaged program: a binary that still loads folders is what developers need.
 */
export const FUSES = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  grantFileProtocolExtraPrivileges: false,
  enableCookieEncryption: true,
  // Heeded by macOS and Windows; Linux has no such check.
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
} as const satisfies Configuration['electronFuses']
