import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chooseBackups } from '../../domain/choose-backups.ts'
import { backupsFolder } from './backups.ts'
import { isSoundCopy } from './newest-sound-backup.ts'

const DAILY = /^daily-(\d{4}-\d{2}-\d{2})\.sqlite$/
/** One during which the program was killed; today's is finished by now. */
const UNFINISHED = /^daily-\d{4}-\d{2}-\d{2}\.sqlite\.part$/

/**
 * Removes daily copies that are not needed any more, but never the newest sound one: copies of a catalogue that is damaged
 * unnoticed would else push it out.
 */
export function removeOldBackups(catalogueFolder: string): void {
  const folder = backupsFolder(catalogueFolder)
  const names = existsSync(folder) ? readdirSync(folder) : []
  for (const name of names) if (UNFINISHED.test(name)) rmSync(join(folder, name), { force: true })
  const days = names.flatMap((name) => DAILY.exec(name)?.[1] ?? [])
  const fileOf = (day: string): string => join(folder, `daily-${day}.sqlite`)
  const kept = chooseBackups(days)
  const old = days.filter((day) => !kept.has(day))
  if (old.length === 0) return
  const newestSound = days
    .toSorted()
    .toReversed()
    .find((day) => isSoundCopy(fileOf(day)))
  for (const day of old) if (day !== newestSound) rmSync(fileOf(day))
}
