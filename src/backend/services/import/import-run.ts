import { AppError, type ErrorCode } from '../../../contract/errors.ts'
import type { ClientId, ImportId, PhotoId } from '../../../contract/ids.ts'
import type { SkippedFile } from '../../../contract/imports.ts'
import { chooseVisitDate, visitLabel } from '../../../domain/reading/choose-visit-date.ts'
import type { PathReading } from '../../../domain/reading/read-paths.ts'
import { explainSqliteError } from '../../catalogue/explain-sqlite-error.ts'
import type { ImportCounts, ImportState } from '../../catalogue/imports-repository.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import type { Place } from '../../catalogue/places-repository.ts'
import type { PhotoReading } from '../../imaging/photo-tasks.ts'
import { nameOf } from './read-names.ts'
import { settleClient } from './settle-client.ts'
import type { WalkedFile } from './walk-folder.ts'

/** A file of this import and what became of it. */
export type ImportOutcome =
  | {
      readonly kind: 'read'
      readonly file: WalkedFile
      readonly names: PathReading
      readonly photo: PhotoReading
    }
  | { readonly kind: 'skipped'; readonly relative: Uint8Array; readonly code: ErrorCode }

/** Enough photos for one write to the disk, and few enough that lists fill while it runs. */
const BATCH = 24

/** One import as the catalogue sees it: what was found is written in batches, each of them whole or not at all. */
export class ImportRun {
  readonly id: ImportId
  readonly photoIds = new Set<PhotoId>()
  readonly skipped: SkippedFile[] = []
  readonly #catalogue: Catalogue
  readonly #rootId: number
  readonly #now: () => Date
  /** Says whether a place that another root holds is really there. */
  readonly #isThere: (place: Place) => boolean
  #waiting: ImportOutcome[] = []
  #counts: ImportCounts = { added: 0, moved: 0, duplicates: 0 }

  constructor(options: {
    readonly catalogue: Catalogue
    readonly root: string
    readonly now: () => Date
    readonly isThere: (place: Place) => boolean
  }) {
    this.#catalogue = options.catalogue
    this.#now = options.now
    this.#isThere = options.isThere
    const now = options.now().toISOString()
    const [rootId, id] = this.#write(() => {
      const rootId = this.#catalogue.imports.ensureRoot(options.root, now)
      return [rootId, this.#catalogue.imports.start(rootId, now)] as const
    })
    this.#rootId = rootId
    this.id = id
  }

  get counts(): ImportCounts {
    return this.#counts
  }

  /** True where these bytes are in the catalogue, or will be with the next batch. */
  knows(sha256: string): boolean {
    const isWaiting = this.#waiting.some(
      (outcome) => outcome.kind === 'read' && outcome.photo.sha256 === sha256,
    )
    return isWaiting || this.#catalogue.readings.findPhotoId(sha256) !== null
  }

  /** Notes which places are there and which are gone, before anything is read: a file that is gone may be found again. */
  notePresence(present: readonly Place[], gone: readonly Place[]): void {
    for (const place of present) this.photoIds.add(place.photoId)
    const changes = [
      ...present.filter((place) => !place.isPresent).map(({ id }) => [id, true] as const),
      ...gone.filter((place) => place.isPresent).map(({ id }) => [id, false] as const),
    ]
    if (changes.length === 0) return
    this.#write(() => {
      for (const [id, isPresent] of changes) this.#catalogue.places.setPresent(id, isPresent)
    })
  }

  add(outcome: ImportOutcome): void {
    this.#waiting.push(outcome)
    if (this.#waiting.length >= BATCH) this.flush()
  }

  /** Writes what waits. */
  flush(): void {
    const batch = this.#waiting
    if (batch.length === 0) return
    const counts = this.#counts
    try {
      this.#write(() => this.#writeBatch(batch))
    } catch (error) {
      // Nothing of the batch was written, so nothing of it counts.
      this.#counts = counts
      throw error
    }
    this.#waiting = []
  }

  #writeBatch(batch: readonly ImportOutcome[]): void {
    const touched = new Set<ClientId>()
    for (const outcome of batch) {
      if (outcome.kind === 'skipped') this.#skip(outcome.relative, outcome.code)
      else this.#place(outcome, touched)
    }
    for (const clientId of touched) settleClient(this.#catalogue, clientId)
    this.#catalogue.imports.saveCounts(this.id, this.#counts)
  }

  finish(state: Exclude<ImportState, 'running'>): void {
    this.#write(() => this.#catalogue.imports.finish(this.id, state, this.#now().toISOString()))
  }

  #skip(relative: Uint8Array, code: ErrorCode): void {
    const file = nameOf(relative)
    this.skipped.push({ file, code })
    this.#catalogue.imports.addSkipped(this.id, file, code)
  }

  #place({ file, names, photo }: Extract<ImportOutcome, { kind: 'read' }>, touched: Set<ClientId>): void {
    const known = this.#catalogue.readings.findPhotoId(photo.sha256)
    const photoId = known ?? this.#addPhoto({ names, photo }, touched)
    if (known !== null) this.#countMeeting(known, file)
    this.photoIds.add(photoId)
    this.#catalogue.places.save({
      photoId,
      rootId: this.#rootId,
      path: file.relative,
      bytes: file.bytes,
      mtimeNs: file.mtimeNs,
      inode: file.inode,
      importId: this.id,
    })
  }

  /** A photo that was known before was either moved here or stands in several places. */
  #countMeeting(photoId: PhotoId, file: WalkedFile): void {
    const others = this.#catalogue.places.ofPhoto(photoId)
    // The same file with another date of change is no news.
    if (others.some((place) => place.rootId === this.#rootId && file.relative.equals(place.path))) return
    const gone = others.filter((place) => !place.isPresent || !this.#isThere(place))
    if (gone.length < others.length) {
      this.#count('duplicates')
      return
    }
    this.#count('moved')
    for (const place of gone) this.#catalogue.places.remove(place.id)
  }

  #addPhoto(
    { names, photo }: { readonly names: PathReading; readonly photo: PhotoReading },
    touched: Set<ClientId>,
  ): PhotoId {
    // Photos that were only hashed are added after they were read in full (see import-folder.ts).
    if (photo.kind !== 'read') throw new Error('A photo that was not read cannot be added')
    const { facts } = photo
    const now = this.#now().toISOString()
    const { id: clientId } = this.#catalogue.clients.ensure(names.client, now)
    const day = chooseVisitDate(names, facts.takenAt, now.slice(0, 10))
    const { id: visitId } = this.#catalogue.visits.ensure({
      clientId,
      date: day.date,
      dateSource: day.source,
      kind: names.kind === 'after' ? 'unknown' : names.kind,
      label: visitLabel(names, day),
    })
    touched.add(clientId)
    this.#count('added')
    return this.#catalogue.readings.addPhoto({
      clientId,
      visitId,
      importId: this.id,
      sha256: photo.sha256,
      bytes: photo.bytes,
      format: facts.format,
      widthPx: facts.widthPx,
      heightPx: facts.heightPx,
      orientation: facts.orientation,
      view: names.view,
      viewSource: names.viewSource,
      phase: names.phase,
      phaseSource: names.phaseSource,
      takenAt: facts.takenAt,
      offset: facts.offset,
      dateSource: facts.takenAt === null ? day.source : 'exif',
      camera: facts.camera,
      lens: facts.lens,
      colourProfile: facts.colourProfile,
      isDamaged: photo.isDamaged,
    })
  }

  #count(what: keyof ImportCounts): void {
    this.#counts = { ...this.#counts, [what]: this.#counts[what] + 1 }
  }

  #write<T>(work: () => T): T {
    try {
      return this.#catalogue.transaction(work)
    } catch (error) {
      const explained = explainSqliteError(error)
      throw explained instanceof AppError ? explained : error
    }
  }
}
