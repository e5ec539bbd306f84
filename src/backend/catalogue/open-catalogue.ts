import { AppError } from '../../contract/errors.ts'
import type { Steps } from '../../domain/steps.ts'
import { ClientsRepository } from './clients-repository.ts'
import { ClocksRepository } from './clocks-repository.ts'
import { CorrectionsRepository } from './corrections-repository.ts'
import { explainSqliteError } from './explain-sqlite-error.ts'
import { ExportsRepository } from './exports-repository.ts'
import { FadeRepository } from './fade-repository.ts'
import { ImportsRepository } from './imports-repository.ts'
import { rootState } from './root-state.ts'
import { MissingRepository } from './missing-repository.ts'
import { MovesRepository } from './moves-repository.ts'
import { NameChanges } from './name-changes.ts'
import { NeedsRepository } from './needs-repository.ts'
import { openDatabase, type Database } from './open-database.ts'
import { OtherFilesRepository } from './other-files-repository.ts'
import { PhotosRepository } from './photos-repository.ts'
import { PlacesRepository } from './places-repository.ts'
import { ReadingsRepository } from './readings-repository.ts'
import { RegistrationsRepository } from './registrations-repository.ts'
import { RootsRepository } from './roots-repository.ts'
import { SaidRepository } from './said-repository.ts'
import { ScalesRepository } from './scales-repository.ts'
import { summariseClients, summariseClientsInSteps } from './summarise-clients.ts'
import { UndoRepository } from './undo-repository.ts'
import { UpkeepRepository } from './upkeep-repository.ts'
import { VersionsRepository } from './versions-repository.ts'
import { ViewsRepository } from './views-repository.ts'
import { VisitsRepository } from './visits-repository.ts'

/** Everything the program remembers, by aggregate. */
export class Catalogue {
  readonly clients: ClientsRepository
  readonly visits: VisitsRepository
  readonly photos: PhotosRepository
  readonly registrations: RegistrationsRepository
  readonly corrections: CorrectionsRepository
  readonly fade: FadeRepository
  readonly exports: ExportsRepository
  readonly imports: ImportsRepository
  readonly places: PlacesRepository
  readonly readings: ReadingsRepository
  readonly views: ViewsRepository
  readonly undo: UndoRepository
  readonly missing: MissingRepository
  readonly needs: NeedsRepository
  readonly moves: MovesRepository
  readonly roots: RootsRepository
  readonly upkeep: UpkeepRepository
  readonly versions: VersionsRepository
  readonly otherFiles: OtherFilesRepository
  readonly clocks: ClocksRepository
  readonly scales: ScalesRepository
  readonly said: SaidRepository
  readonly nameChanges: NameChanges
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
    this.clients = new ClientsRepository(database)
    this.visits = new VisitsRepository(database)
    this.photos = new PhotosRepository(database, rootState)
    this.registrations = new RegistrationsRepository(database)
    this.corrections = new CorrectionsRepository(database)
    this.fade = new FadeRepository(database)
    this.exports = new ExportsRepository(database)
    this.imports = new ImportsRepository(database)
    this.places = new PlacesRepository(database)
    this.readings = new ReadingsRepository(database)
    this.views = new ViewsRepository(database)
    this.undo = new UndoRepository(database)
    this.missing = new MissingRepository(database)
    this.needs = new NeedsRepository(database)
    this.moves = new MovesRepository(database)
    this.roots = new RootsRepository(database)
    this.upkeep = new UpkeepRepository(database)
    this.versions = new VersionsRepository(database)
    this.otherFiles = new OtherFilesRepository(database)
    this.clocks = new ClocksRepository(database)
    this.scales = new ScalesRepository(database)
    this.said = new SaidRepository(database)
    this.nameChanges = new NameChanges(database)
  }

  /**
   * All of `work` or nothing of it. Whoever changes thousands of clients leaves their rows in lists to
   * {@link summariseInSteps}.
   */
  transaction<T>(work: () => T, { leavesSummaries = false }: { readonly leavesSummaries?: boolean } = {}): T {
    const isOutermost = !this.#database.inTransaction
    return this.#database.transaction(() => {
      const done = work()
      // With the change itself, so that no list has to do it for thousands of clients at once.
      if (isOutermost && !leavesSummaries) summariseClients(this.#database)
      return done
    })()
  }

  /** Works out the rows in lists that a transaction left; a list that is asked before does all that is left. */
  summariseInSteps(): Steps<undefined> {
    return summariseClientsInSteps(this.#database)
  }

  close(): void {
    this.#database.close()
  }
}

/**
 * Opens the catalogue in this folder, or makes an empty one.
 * @throws AppError catalogue-newer, catalogue-damaged, catalogue-in-use, catalogue-not-writable, disk-full
 */
export function openCatalogue(folder: string): Catalogue {
  const catalogue = new Catalogue(openDatabase(folder))
  try {
    // The lock says that no other program runs an import here, so one that still seems to run was ended by a crash.
    catalogue.imports.markInterrupted()
    // Whoever could have moved photos back to them by an undo is gone.
    catalogue.moves.removeEmptyClients()
  } catch (error) {
    const explained = explainSqliteError(error)
    // With no room on the disk everything can still be looked at; the next opening does this.
    if (explained instanceof AppError && explained.code === 'disk-full') return catalogue
    catalogue.close()
    throw explained
  }
  return catalogue
}
