/** The last part of a folder's path, for people; the whole path where it has no parts. */
export function folderName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path
}
