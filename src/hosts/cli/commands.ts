import { alignCommand } from './commands/align-command.ts'
import { clientsCommand, photosCommand } from './commands/browse-commands.ts'
import type { Command } from './commands/command.ts'
import { exportCommand, verifyCommand } from './commands/export-commands.ts'
import { fadeCommand, measureCommand, regionsCommand } from './commands/fade-commands.ts'
import { backupCommand, doctorCommand, importCommand, restoreCommand } from './commands/upkeep-commands.ts'

/** Every command by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  import: importCommand,
  clients: clientsCommand,
  photos: photosCommand,
  align: alignCommand,
  measure: measureCommand,
  regions: regionsCommand,
  fade: fadeCommand,
  export: exportCommand,
  verify: verifyCommand,
  backup: backupCommand,
  restore: restoreCommand,
  doctor: doctorCommand,
}
