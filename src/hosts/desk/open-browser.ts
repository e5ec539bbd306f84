import { spawn } from 'node:child_process'

/** Opens the default browser at an address; false where there is none, which is no failure. */
export function openBrowser(address: string): Promise<boolean> {
  const [command, ...parts] = browserCommand(address)
  return new Promise((resolve) => {
    const child = spawn(command, parts, { stdio: 'ignore', detached: true })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
    child.unref()
  })
}

function browserCommand(address: string): readonly [string, ...string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', address]
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', address]
    default:
      return ['xdg-open', address]
  }
}
