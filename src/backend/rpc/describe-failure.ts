/** One line for the log about a failed call: what failed and where in the program, without a path or a name of the clinic's. */
export function describeFailure(event: { readonly call: string; readonly error: unknown }): string {
  const { call, error } = event
  if (!(error instanceof Error)) return `${call} failed: ${typeof error}`
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const cause = error.cause === undefined ? '' : `; cause: ${describeFailure({ call, error: error.cause })}`
  return `${call} failed: ${error.name}${code}: ${withoutPaths(error.message)} ${programPlaces(error)}${cause}`
}

/** Quoted text is where Node's own messages hold a path, which may have blanks in it. */
function withoutPaths(message: string): string {
  return message
    .split('\n', 1)
    .join('')
    .replaceAll(/'[^']*'|"[^"]*"|`[^`]*`/g, '…')
    .replaceAll(/(?:[A-Za-z]:)?[\\/][^\s]*/g, '…')
}

function programPlaces(error: Error): string {
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .map((line) => /([^\\/]+:\d+:\d+)\)?$/.exec(line)?.[1])
    .filter((place) => place !== undefined)
  return `(${places.slice(0, 6).join(' < ')})`
}
