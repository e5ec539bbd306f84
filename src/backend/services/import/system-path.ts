import { pathBytes } from '../../../domain/path-text.ts'

/** A path that `pathText` wrote as the file system takes it: the text itself unless bytes of it are no UTF-8. */
export function systemPath(path: string): string | Buffer {
  return path.isWellFormed() ? path : Buffer.from(pathBytes(path))
}
