/** The value of `--name VALUE` or `--name=VALUE` among arguments that Chromium's own switches are mixed into. */
export function readSwitch(argv: readonly string[], name: string): string | undefined {
  const at = argv.findIndex((part) => part === name || part.startsWith(`${name}=`))
  const part = argv[at]
  return part === name ? argv[at + 1] : part?.slice(name.length + 1)
}
