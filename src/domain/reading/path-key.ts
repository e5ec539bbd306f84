/** What holds the folder at this level, told apart by its path; empty for the chosen folder. */
export const pathKey = (folders: readonly string[], level: number): string =>
  folders.slice(0, level).join('\0')
