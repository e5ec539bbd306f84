import type { Catalogue } from '../../catalogue/open-catalogue.ts'

/** The imported folders that lie in a folder, itself among them. */
export function rootsIn(catalogue: Catalogue, folder: string): ReturnType<Catalogue['imports']['roots']> {
  return catalogue.imports.roots().filter(({ path }) => isWithin(path, folder))
}

/** Whether a path is a folder's own or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
