import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Basket } from './life/basket.ts'
import type { Books } from './life/books.ts'
import { DirtBook } from './life/dirt.ts'
import { liveMember } from './life/life.ts'
import { Tally } from './life/tally.ts'
import { liveWalkIns } from './life/walk-in.ts'
import { tellTruth } from './truth.ts'
import type { Truth } from './truth.ts'
import { writeCosts } from './world/costs.ts'
import { writeDescriptions } from './world/descriptions.ts'
import { writeTargets } from './world/targets.ts'
import { walkInsByDay } from './world/walk-ins.ts'
import { makeWorld, time_zone } from './world/world.ts'
import type { WorldOptions } from './world/world.ts'
import { writeStoresWorkbook } from './write/stores-workbook.ts'
import { openTables } from './write/tables.ts'
import type { OpenTables, SampleFormat } from './write/tables.ts'

/** What to write and where; defaults in brackets. */
export interface SampleOptions {
  /** Members of the chain [40,000]. */
  readonly customers?: number
  /** Length of the period [3]. */
  readonly years?: number
  readonly seed?: number
  /** Folder for the files; made when absent. */
  readonly out: string
  readonly stores?: number
  /** Last day of the period [2026-10-31, so that its quarter is not over]. */
  readonly end_day?: string
  /** CSV [up to 200,000 customers], or Parquet for the tables that grow with the customers. */
  readonly format?: SampleFormat
  /** Bytes of CSV behind each Parquet file [192 MiB]; it changes how rows are split, never the rows. */
  readonly part_bytes?: number
  readonly progress?: (progress: SampleProgress) => void
  readonly signal?: AbortSignal
}

/** How far the work has come; told every few hundred members. */
export interface SampleProgress {
  /** Share of the work that is done, 0 to 1. */
  readonly done: number
  readonly purchase_lines: number
}

export const sampleDefaults = {
  customers: 40_000,
  years: 3,
  seed: 20_240_601,
  end_day: '2026-10-31',
} as const

/** Least and most of what may be asked for. */
export const sampleLimits = {
  customers: [1, 20_000_000],
  years: [1, 10],
  seed: [0, Number.MAX_SAFE_INTEGER],
  stores: [7, 600],
} as const

/** A sample with more members than this has its large tables in Parquet unless asked otherwise. */
const csv_limit = 200_000

/** The folder holds something that no earlier sample wrote; nothing was changed. */
export class FolderInUse extends Error {
  readonly folder: string

  constructor(folder: string) {
    super(`${folder} is not empty and was not written by the sample generator`)
    this.folder = folder
  }
}

/**
 * Writes a believable chain's files and `truth.json` into `out` and returns the truth. The folder appears complete or
 * not at all; an earlier sample there is replaced. Rejects with `FolderInUse`, with a `RangeError` that names the
 * option beyond `sampleLimits`, or with the signal's reason.
 */
export async function generateChain(options: SampleOptions): Promise<Truth> {
  const out = resolve(options.out)
  await refuseForeign(out)
  const draft = join(dirname(out), `.${process.pid}-${Date.now()}.sample`)
  await mkdir(draft, { recursive: true })
  try {
    const truth = await writeChain(options, draft)
    await rm(out, { recursive: true, force: true })
    await rename(draft, out)
    return truth
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function refuseForeign(out: string): Promise<void> {
  const present = existsSync(out) ? await readdir(out) : []
  const own = new Set(present.includes('truth.json') ? await filesOfSample(out) : [])
  if (present.some((file) => !own.has(file))) throw new FolderInUse(out)
}

/** The files that `truth.json` names; none when it is some other file of that name. */
async function filesOfSample(out: string): Promise<string[]> {
  const text = await readFile(join(out, 'truth.json'), 'utf8')
  try {
    const { files } = JSON.parse(text) as Truth
    return ['truth.json', ...files.map(({ file }) => file)]
  } catch {
    return []
  }
}

async function writeChain(options: SampleOptions, folder: string): Promise<Truth> {
  const world = makeWorld(worldOptions(options))
  const format = options.format ?? (world.options.customers > csv_limit ? 'parquet' : 'csv')
  const part_bytes = options.part_bytes ?? 192 * 2 ** 20
  const open = await openTables({ folder, format, time_zone, part_bytes })
  const { tables, customers_in_chinese } = open
  const tally = new Tally(world)
  const books = { world, tables, tally, dirt: new DirtBook(), basket: new Basket(), customers_in_chinese }
  writeDescriptions(world, open.tables)
  await liveAll(books, open, options)
  writeCosts(world, open.tables.costs, books.tally.campaigns)
  writeTargets(world, open.tables.targets, books.tally.quarters)
  const files = [await writeStoresWorkbook(folder, world.stores), ...(await open.close())]
  const truth = tellTruth(books, files)
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`)
  return truth
}

function worldOptions(options: SampleOptions): WorldOptions {
  const customers = options.customers ?? sampleDefaults.customers
  return {
    customers: within('customers', customers),
    years: within('years', options.years ?? sampleDefaults.years),
    seed: within('seed', options.seed ?? sampleDefaults.seed),
    stores: within('stores', options.stores ?? usualStores(customers)),
    end_day: options.end_day ?? sampleDefaults.end_day,
  }
}

function within(name: keyof typeof sampleLimits, value: number): number {
  const [least, most] = sampleLimits[name]
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new RangeError(`${name} must be a whole number from ${least} to ${most}, not ${value}`)
}

/** Sixty stores for 40,000 members; fewer for a small chain, more for one beyond 400,000. */
function usualStores(customers: number): number {
  if (customers <= 40_000) return Math.max(12, Math.round((customers / 40_000) * 60))
  return Math.min(600, Math.round(60 * Math.max(1, customers / 400_000) ** 0.75))
}

const members_at_once = 400

/** Members one after the other, then passers-by day by day, with a pause in which others may run. */
async function liveAll(books: Books, open: OpenTables, options: SampleOptions): Promise<void> {
  const { world } = books
  const { customers } = world.options
  const pause = async (done: number) => {
    options.progress?.({ done, purchase_lines: books.tables.purchases.rows })
    await open.settle()
    await setImmediate()
    options.signal?.throwIfAborted()
  }
  for (let index = 0; index < customers; index++) {
    liveMember(books, index)
    if (index % members_at_once === 0) await pause((0.8 * index) / customers)
  }
  const walk_ins = walkInsByDay(world)
  for (let day = world.first; day <= world.last; day++) {
    liveWalkIns(books, day, walk_ins[day - world.first] as number)
    if (day % 8 === 0) await pause(0.8 + (0.2 * (day - world.first)) / walk_ins.length)
  }
  await pause(1)
}
