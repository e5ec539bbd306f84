/** Wrong words on the command line; the program then exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const USAGE = `Fadeline on the command line

  npm run --silent fadeline -- [--catalogue DIR] COMMAND [--json]

  import FOLDER                                  bring in a folder of photos
  clients                                        list the clients
  photos [--client NAME] [--view VIEW]           list the photos
  align BEFORE AFTER                             align two photos (files or photo ids)
  align --pairs FILE                             align many: [{id, before, after}]
  measure --pairs FILE                           measure retention: [{id, baseline, visit, pre?, treated, bare}]
  regions --photo ID --treated FILE --bare FILE  set the polygons of a baseline photo
  fade --client NAME --view VIEW                 retention at every visit
  export --before ID --after ID --layout side-by-side|wipe --out FILE
  verify FILE                                    check an exported picture against its record
  backup FILE                                    write a whole copy of the catalogue to a new file
  restore FILE                                   put a copy in the catalogue's place; the replaced one is kept
  doctor [--sample N]                            check the catalogue, N originals by chance, and the small pictures

  --json     one JSON document on standard output; progress goes to standard error
  Exit status: 0 done, 1 failed, or doctor found damage, 2 wrong usage.
`
