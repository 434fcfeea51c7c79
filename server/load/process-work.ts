import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DataDir } from '../state/data-dir.ts'
import { isRunning, processStart } from './process-alive.ts'

/** Makes an empty work folder whose name says which process it belongs to. */
export function makeWorkDir(dir: DataDir): string {
  const name = [process.pid, processStart(process.pid) ?? '', randomBytes(4).toString('hex')].join('.')
  const path = join(dir.tmp, name)
  mkdirSync(path, { recursive: true })
  return path
}

/** Names of the work folders of processes that have gone. */
export function deadWork(dir: DataDir): string[] {
  if (!existsSync(dir.tmp)) return []
  return readdirSync(dir.tmp).filter((name) => {
    const [pid, start] = name.split('.')
    if (!isRunning(Number(pid))) return true
    return Boolean(start) && processStart(Number(pid)) !== start
  })
}

/** Removes them, whoever else may be at work, and returns their names. */
export function removeDeadWork(dir: DataDir): string[] {
  const dead = deadWork(dir)
  for (const name of dead) rmSync(join(dir.tmp, name), { recursive: true, force: true })
  return dead
}
