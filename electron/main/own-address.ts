/** The scheme and host under which the desktop app serves its own interface. */
export const APP_SCHEME = 'app'
export const APP_ORIGIN = `${APP_SCHEME}://fadeline`

/** True for addresses of this program's own pages and pictures; compared as parsed parts, never as text. */
export function isOwnAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.hostname === 'fadeline' &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}
