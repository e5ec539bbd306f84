import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chooseBackups } from '../../domain/choose-backups.ts'
import type { Steps } from '../../domain/steps.ts'
import { backupsFolder } from './backups.ts'
import { isSoundCopyInSteps } from './newest-sound-backup.ts'

const DAILY = /^daily-(\d{4}-\d{2}-\d{2})\.sqlite$/

/**
 * Removes daily copies that are not needed any more, but never the newest sound one: copies of a catalogue that is damaged
 * unnoticed would else push it out.
 */
export function* removeOldBackups(catalogueFolder: string): Steps<undefined> {
  const folder = backupsFolder(catalogueFolder)
  const days = existsSync(folder) ? readdirSync(folder).flatMap((name) => DAILY.exec(name)?.[1] ?? []) : []
  const fileOf = (day: string): string => join(folder, `daily-${day}.sqlite`)
  const kept = chooseBackups(days)
  const old = days.filter((day) => !kept.has(day))
  if (old.length === 0) return undefined
  let newestSound: string | undefined
  for (const day of days.toSorted().toReversed()) {
    if (!(yield* isSoundCopyInSteps(fileOf(day)))) continue
    newestSound = day
    break
  }
  for (const day of old) if (day !== newestSound) rmSync(fileOf(day))
  return undefined
}
