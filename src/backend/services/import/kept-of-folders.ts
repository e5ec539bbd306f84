import { finishSteps, type Steps } from '../../../domain/steps.ts'
import type { Catalogue } from '../../catalogue/open-catalogue.ts'
import { byTurns } from './by-turns.ts'

/** Something to work out of the files of an imported folder. */
interface Question<Result> {
  /** The number of the folder. */
  readonly folder: number
  /** Everything on which the result depends beside the folder's files. */
  readonly basis: string
  readonly make: () => Steps<Result>
}

interface Kept<Result> {
  /** How many changes of names there had been. */
  readonly changes: number
  readonly basis: string
  readonly result: Result
}

/** As many results a folder are kept: what held before something was said of it, and what holds since. */
const MOST_KEPT = 2

/** What was worked out of the files of imported folders, made anew when files come or go. */
export class KeptOfFolders<Result> {
  readonly #kept = new WeakMap<Catalogue, Map<number, readonly Kept<Result>[]>>()
  /** What is being made, so that two questions do not make it twice. */
  readonly #coming = new WeakMap<Catalogue, Map<string, Promise<Result>>>()

  /** Known from before, or made at once. */
  now(catalogue: Catalogue, question: Question<Result>): Result {
    const known = this.#find(catalogue, question)
    if (known !== undefined) return known.result
    const result = finishSteps(question.make())
    if (catalogue.nameChanges.isCommitted) this.#keep(catalogue, question, result)
    return result
  }

  /**
   * The same by turns with everything else that is asked. Where files come or go meanwhile, as in an import that runs, it is
   * what was found and is not kept.
   */
  async byTurns(catalogue: Catalogue, question: Question<Result>): Promise<Result> {
    const known = this.#find(catalogue, question)
    if (known !== undefined) return known.result
    const changes = catalogue.nameChanges.count
    const coming = this.#coming.get(catalogue) ?? new Map<string, Promise<Result>>()
    this.#coming.set(catalogue, coming)
    const key = JSON.stringify([changes, question.folder, question.basis])
    const begun = coming.get(key)
    if (begun !== undefined) return begun
    const made = byTurns(question.make())
    coming.set(key, made)
    try {
      const result = await made
      if (catalogue.nameChanges.count === changes) this.#keep(catalogue, question, result)
      return result
    } finally {
      coming.delete(key)
    }
  }

  #find(catalogue: Catalogue, { folder, basis }: Question<Result>): Kept<Result> | undefined {
    const changes = catalogue.nameChanges.count
    return this.#kept
      .get(catalogue)
      ?.get(folder)
      ?.find((kept) => kept.changes === changes && kept.basis === basis)
  }

  #keep(catalogue: Catalogue, { folder, basis }: Question<Result>, result: Result): void {
    const changes = catalogue.nameChanges.count
    const ofCatalogue = this.#kept.get(catalogue) ?? new Map<number, readonly Kept<Result>[]>()
    const current = (ofCatalogue.get(folder) ?? []).filter((kept) => kept.changes === changes)
    ofCatalogue.set(folder, [...current, { changes, basis, result }].slice(-MOST_KEPT))
    this.#kept.set(catalogue, ofCatalogue)
  }
}
