import { AppError, type ErrorCode } from '../../../contract/errors.ts'
import type { ClientId, ImportId, PhotoId } from '../../../contract/ids.ts'
import type { SkippedFile } from '../../../contract/imports.ts'
import { chooseVisit } from '../../../domain/reading/choose-visit.ts'
import type { PathReading } from '../../../domain/reading/read-paths.ts'
import type { SaidOfNames } from '../../../domain/reading/said-of-names.ts'
import { explainSqliteError } from '../../catalogue/explain-sqlite-error.ts'
import type { ImportCounts, ImportState } from '../../catalogue/imports-repository.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { LASTING_CODES } from '../../catalogue/other-files-repository.ts'
import type { Place } from '../../catalogue/places-repository.ts'
import type { MovedFile } from './carry-said.ts'
import type { ImportOutcome, OtherOutcome, ReadOutcome } from './import-outcome.ts'
import { changedPresence, type Comparison } from './known-files.ts'
import { nameOf } from './read-names.ts'
import { settleClient } from './settle-client.ts'
import type { WalkedFile } from './walk-folder.ts'

/** Enough photos for one write to the disk, and few enough that lists fill while it runs. */
const BATCH = 24
/** Where photos take long to read, so much is lost at most when the machine goes off. */
export const LONGEST_WAIT_MS = 2000

/** One import as the catalogue sees it: what was found is written in batches, each of them whole or not at all. */
export class ImportRun {
  readonly id: ImportId
  readonly rootId: number
  readonly photoIds = new Set<PhotoId>()
  readonly skipped: SkippedFile[] = []
  /** Files that were found under another name of the same folder. */
  readonly moved: MovedFile[] = []
  /** Films that belong to a photo. */
  films = 0
  readonly #catalogue: Catalogue
  readonly #said: SaidOfNames
  readonly #now: () => Date
  /** Says whether a place that another root holds is really there, where its photo was met in this file. */
  readonly #isThere: (place: Place, met: WalkedFile) => boolean
  #waiting: ImportOutcome[] = []
  #flushedAtMs: number
  #counts: ImportCounts = { added: 0, moved: 0, duplicates: 0, edited: 0 }

  constructor(options: {
    readonly catalogue: Catalogue
    readonly root: string
    readonly now: () => Date
    /** What was said of the folder's names. */
    readonly said: SaidOfNames
    readonly isThere: (place: Place, met: WalkedFile) => boolean
  }) {
    this.#catalogue = options.catalogue
    this.#now = options.now
    this.#said = options.said
    this.#isThere = options.isThere
    this.#flushedAtMs = options.now().getTime()
    const now = options.now().toISOString()
    const [rootId, id] = this.write(() => {
      const rootId = this.#catalogue.imports.ensureRoot(options.root, now)
      return [rootId, this.#catalogue.imports.start(rootId, now)] as const
    })
    this.rootId = rootId
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

  /** Notes which places are there and which are not, before anything is read: a file that is gone may be found again. */
  notePresence(compared: Comparison): void {
    for (const { photoId } of compared.present) this.photoIds.add(photoId)
    const changes = changedPresence(compared)
    if (changes.length === 0) return
    this.write(() => {
      for (const { place, found } of changes) this.#catalogue.places.note(place.id, found)
    })
  }

  add(outcome: ImportOutcome): void {
    this.#waiting.push(outcome)
    const waitedMs = this.#now().getTime() - this.#flushedAtMs
    if (this.#waiting.length >= BATCH || waitedMs >= LONGEST_WAIT_MS) this.flush()
  }

  /** Writes what waits. */
  flush(): void {
    this.#flushedAtMs = this.#now().getTime()
    const batch = this.#waiting
    if (batch.length === 0) return
    const counts = this.#counts
    try {
      this.write(() => this.#writeBatch(batch))
    } catch (error) {
      // Nothing of the batch was written, so nothing of it counts.
      this.#counts = counts
      throw error
    }
    this.#waiting = []
  }

  /** Notes that a file holds another version of a photo, and shows it where `isShown` says so. */
  addVersion(photoId: PhotoId, outcome: ReadOutcome, { isShown }: { readonly isShown: boolean }): void {
    const { photo } = outcome
    if (photo.kind !== 'read') throw new Error('A version that was not read cannot be added')
    const facts = { ...photo.facts, sha256: photo.sha256, bytes: photo.bytes, isDamaged: photo.isDamaged }
    const noted = { importId: this.id, now: this.#now().toISOString() }
    this.write(() => {
      if (isShown) this.#catalogue.versions.show(photoId, photo.sha256, { facts, ...noted })
      else this.#catalogue.versions.addBeside(photoId, facts, noted)
      this.#count('edited')
      this.#savePlace(photoId, outcome)
      this.#catalogue.imports.saveCounts(this.id, this.#counts)
    })
  }

  finish(state: Exclude<ImportState, 'running'>): void {
    this.write(() => this.#catalogue.imports.finish(this.id, state, this.#now().toISOString()))
  }

  /** All of `work` or nothing of it; what SQLite says becomes what the user needs to know. */
  write<T>(work: () => T): T {
    try {
      return this.#catalogue.transaction(work)
    } catch (error) {
      const explained = explainSqliteError(error)
      throw explained instanceof AppError ? explained : error
    }
  }

  #writeBatch(batch: readonly ImportOutcome[]): void {
    const touched = new Set<ClientId>()
    for (const outcome of batch) {
      if (outcome.kind === 'read') this.#place(outcome, touched)
      else if (outcome.kind === 'other') this.#noteOther(outcome)
      else this.#skip(outcome.relative, outcome.code)
    }
    for (const clientId of touched) settleClient(this.#catalogue, clientId)
    this.#catalogue.imports.saveCounts(this.id, this.#counts)
  }

  #skip(relative: Uint8Array, code: ErrorCode): void {
    const file = nameOf(relative)
    this.skipped.push({ file, code })
    this.#catalogue.imports.addSkipped(this.id, file, code)
  }

  /** A file that is no photo is listed, unless it is the film of one; it is looked into again only once it has changed. */
  #noteOther({ file, code, liveId }: OtherOutcome): void {
    const isFilm = liveId !== null && this.#catalogue.otherFiles.hasPhoto(liveId)
    if (isFilm) this.films += 1
    else this.#skip(file.relative, code)
    if (!LASTING_CODES.has(code)) return
    this.#catalogue.places.markGone(this.rootId, file.relative)
    const { relative: path, bytes, mtimeNs, inode } = file
    this.#catalogue.otherFiles.save(this.rootId, { path, bytes, mtimeNs, inode, code, liveId })
  }

  #place(outcome: ReadOutcome, touched: Set<ClientId>): void {
    const { file, photo } = outcome
    const known = this.#catalogue.readings.findPhotoId(photo.sha256)
    const photoId = known ?? this.#addPhoto(outcome, touched)
    const isAnother = known !== null && this.#countMeeting(known, photo.sha256, file) === 'duplicate'
    this.#savePlace(photoId, outcome)
    if (known !== null) this.#showWhatIsThere(known, photo.sha256)
    if (isAnother) this.#hearName(photoId, outcome, touched)
  }

  #savePlace(photoId: PhotoId, { file, photo }: ReadOutcome): void {
    this.photoIds.add(photoId)
    this.#catalogue.otherFiles.remove(this.rootId, file.relative)
    this.#catalogue.places.save({
      photoId,
      rootId: this.rootId,
      path: file.relative,
      bytes: file.bytes,
      mtimeNs: file.mtimeNs,
      inode: file.inode,
      sha256: photo.sha256,
      importId: this.id,
    })
  }

  /** A photo that was known before was either moved here or stands in several places. */
  #countMeeting(photoId: PhotoId, sha256: string, file: WalkedFile): 'known' | 'duplicate' | 'moved' {
    const places = this.#catalogue.places.ofPhoto(photoId)
    const here = places.find((place) => place.rootId === this.rootId && file.relative.equals(place.path))
    if (here !== undefined) {
      // The same file with another date of change is no news; one that was edited back is.
      if (here.sha256 !== sha256) this.#count('edited')
      return 'known'
    }
    const others = places.filter((place) => place.sha256 === sha256)
    const gone = others.filter((place) => !place.isPresent || !this.#isThere(place, file))
    if (others.length === 0 || gone.length < others.length) {
      this.#count('duplicates')
      return 'duplicate'
    }
    this.#count('moved')
    for (const place of gone) {
      if (place.rootId === this.rootId) this.moved.push({ from: place.path, to: file.relative })
      this.#catalogue.places.remove(place.id)
    }
    return 'moved'
  }

  /** A version that is there takes the place of a shown one that is in no file any more: an edit that was taken back. */
  #showWhatIsThere(photoId: PhotoId, sha256: string): void {
    const { versions } = this.#catalogue
    const shown = versions.shown(photoId).sha256
    if (shown === sha256 || versions.hasPlace(photoId, shown)) return
    versions.show(photoId, sha256, { importId: this.id, now: this.#now().toISOString() })
  }

  /**
   * Another file of a photo may say whose it is: it goes there where the first one only gave cause to guess, and is asked about
   * where that named another client.
   */
  #hearName(photoId: PhotoId, { names }: ReadOutcome, touched: Set<ClientId>): void {
    if (names.clientSource === 'guess') return
    const photo = this.#catalogue.photos.find(photoId)
    if (photo === null) return
    const { key, isGuess } = this.#catalogue.clients.readAs(photo.clientId)
    if (key === names.clientKey) return
    if (!isGuess) {
      this.#catalogue.needs.claim(photoId, true)
      return
    }
    // It is to stay where it is, as a person said.
    if (this.#catalogue.needs.isSettled('client', photoId)) return
    const now = this.#now().toISOString()
    const clientId = this.#clientOf(names, now)
    const takenAt = this.#catalogue.versions.takenAt(photoId)
    const visit = chooseVisit(names, takenAt, now.slice(0, 10), this.#said)
    const { id: visitId } = this.#catalogue.visits.ensure({ clientId, ...visit })
    const dateSource = takenAt === null ? visit.dateSource : this.#catalogue.moves.dateSourceOf(photoId)
    this.#catalogue.moves.move(photoId, { clientId, visitId, dateSource })
    const { view, viewSource } = names
    if (view !== 'unknown' && (photo.viewSource === 'none' || photo.viewSource === 'guess'))
      this.#catalogue.photos.correct(photoId, { view, source: viewSource })
    const { phase, phaseSource } = visit
    if (photo.phaseSource !== 'person')
      this.#catalogue.photos.correct(photoId, { phase, source: phaseSource })
    this.#catalogue.visits.removeEmpty(photo.clientId)
    touched.add(photo.clientId).add(clientId)
  }

  #addPhoto({ names, photo }: ReadOutcome, touched: Set<ClientId>): PhotoId {
    // Photos that were only hashed are added after they were read in full (see import-folder.ts).
    if (photo.kind !== 'read') throw new Error('A photo that was not read cannot be added')
    const { facts } = photo
    const now = this.#now().toISOString()
    const clientId = this.#clientOf(names, now)
    const visit = chooseVisit(names, facts.takenAt, now.slice(0, 10), this.#said)
    const { id: visitId } = this.#catalogue.visits.ensure({ clientId, ...visit })
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
      phase: visit.phase,
      phaseSource: visit.phaseSource,
      takenAt: facts.takenAt,
      offset: facts.offset,
      dateSource: facts.takenAt === null ? visit.dateSource : 'exif',
      camera: facts.camera,
      lens: facts.lens,
      focalLengthMm: facts.focalLengthMm,
      focalLength35mm: facts.focalLength35mm,
      liveId: facts.liveId,
      colourProfile: facts.colourProfile,
      isDamaged: photo.isDamaged,
    })
  }

  #clientOf({ client, clientSource, clientKey }: PathReading, now: string): ClientId {
    return this.#catalogue.clients.ensure(client, now, clientSource, clientKey).id
  }

  #count(what: keyof ImportCounts): void {
    this.#counts = { ...this.#counts, [what]: this.#counts[what] + 1 }
  }
}
