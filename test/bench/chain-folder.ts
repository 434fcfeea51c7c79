import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sizeText } from './arguments.ts'
import { makeChain } from './make-chain.ts'
import { runCommand } from './run-command.ts'
import type { CommandRun } from './run-command.ts'

/** A chain for measuring, on disk. */
export interface ChainFolder {
  readonly lines: number
  readonly seed: number
  /** Files of the whole history. */
  readonly all: string
  /** Files of the one day after it. */
  readonly day: string
  /** The product's data folder. */
  readonly data: string
  /** Room for what a section makes; empty at first. */
  readonly work: string
  /** Loads the history through the product into an empty data folder. */
  load(): Promise<CommandRun>
  /** The same unless it is loaded already. */
  loadOnce(): Promise<void>
  remove(): void
}

const time_zone = 'Asia/Shanghai'

/** Makes the files of a chain, or takes those that an earlier run left. */
export async function chainFolder(below: string, lines: number, seed: number): Promise<ChainFolder> {
  const folder = join(below, `${sizeText(lines)}-${seed}`)
  const [made, loaded] = [join(folder, 'made'), join(folder, 'loaded')]
  const [all, day, data, work] = ['all', 'day', 'data', 'work'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ]
  if (!existsSync(made)) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    await makeChain({ lines, seed }, folder)
    writeFileSync(made, '')
  }
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work)
  const load = async () => {
    for (const path of [data, loaded]) rmSync(path, { recursive: true, force: true })
    const run = await runCommand(
      data,
      'load',
      all,
      '--rejects',
      join(work, 'rejects.csv'),
      '--time-zone',
      time_zone,
    )
    writeFileSync(loaded, '')
    return run
  }
  return {
    ...{ lines, seed, all, day, data, work, load },
    loadOnce: async () => void (existsSync(loaded) || (await load())),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
