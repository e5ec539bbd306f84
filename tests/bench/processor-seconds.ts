/** What all threads of this process have worked so far, in seconds of a core: other work on the machine changes it less than the clock. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
