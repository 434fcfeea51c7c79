import { readFileSync } from 'node:fs'

/** Whether a process with this number runs on this machine. One that has ended but was not collected yet does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return processStat(pid)?.state !== 'Z'
}

/** When a process started, as text that no later process of the same number has; null where it cannot be seen. */
export function processStart(pid: number): string | null {
  return processStat(pid)?.start ?? null
}

/** See proc_pid_stat(5): the second field may hold blanks and parentheses, so the rest is counted from its end. */
function processStat(pid: number): { state: string; start: string } | null {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0]!, start: fields[19]! }
}
