import type { DuckDBConnection } from '@duckdb/node-api'
import { memberOf, members, type Mart } from '../../queries/model/model.ts'
import { canonicalTables, tableNames, type TableName } from '../../queries/tables.ts'
import { duckDbShelf } from '../fitting/duckdb-shelf.ts'
import { fitMart } from '../fitting/fit-mart.ts'
import type { MartReport } from '../state/ledger.ts'
import type { BatchSet } from './batch-set.ts'
import { eachWhenReady } from './build-aside.ts'
import { Members } from './build-members.ts'
import type { Model } from './build-model.ts'
import { eventTables, rowsWithin, stretches, type Stretch } from './build-months.ts'
import { profileOf } from './build-profile.ts'
import { changedTables, type Change } from './build-touched.ts'
import { Writer } from './build-writer.ts'
import { together } from './job-together.ts'
import type { OnProgress } from './job.ts'
import type { Open } from './process-duckdb.ts'
import { rowsOf, visibleRows } from './views.ts'

/** What is to be built into the open database. */
export interface Task {
  readonly model: Model
  readonly time_zone: string
  readonly set: BatchSet
  /** The months (`YYYY-MM`) that `month` marts are built for, in groups that are built one after the other. */
  readonly months: readonly (readonly string[])[]
  /**
   * Absent: everything is built from nothing. Else the database holds the marts as they were before the change, and
   * the temporary table `touched_customer (customer_id)` names the customers to build.
   */
  readonly change?: Change
  /** How the marts were left before the change. */
  readonly marts_before?: readonly MartReport[]
  readonly on_progress: OnProgress
  readonly signal?: AbortSignal
}

/** The part of rows written out of order at which a mart is sorted again. */
const disorder = 0.5

/**
 * Builds every mart in order and says how. In an increment, marts that stand aside are built over connections of their own while
 * the others go on. Throws when a `month` mart has rows outside the months it was built for: it could not be kept up month by month.
 */
export async function buildMarts(
  connection: DuckDBConnection,
  open: Open,
  task: Task,
): Promise<MartReport[]> {
  await connection.run('create temp table customer_gone (customer_key integer)')
  if (task.change && task.model.marts.some(({ name }) => name === 'data_span'))
    await connection.run('create temp table span_before as from main.data_span')
  const { marts } = task.model
  const builder = new Builder(connection, task)
  const reports = new Map<string, MartReport>()
  const build = async (line: readonly Mart[], by: Builder, signal = task.signal) => {
    for (const group of groups(line)) {
      signal?.throwIfAborted()
      task.on_progress({ stage: 'building', part: group[0]!.name, rows: reports.size, total: marts.length })
      const started = performance.now()
      const rebuilt = await by.build(group)
      const took_ms = Math.round((performance.now() - started) / group.length)
      for (const [index, mart] of group.entries())
        reports.set(mart.name, { ...(await by.settle(mart, rebuilt[index]!)), took_ms })
    }
  }
  const aside = task.change ? marts.filter(({ stands_aside }) => stands_aside) : []
  const before = aside.length > 0 ? marts.indexOf(aside[0]!) : marts.length
  await build(marts.slice(0, before), builder)
  if (aside.length > 0) {
    const rest = marts.slice(before).filter((mart) => !aside.includes(mart))
    await together(
      task.signal,
      (signal) =>
        eachWhenReady(aside, task.model, async (mart) => build([mart], builder.beside(await open()), signal)),
      (signal) => build(rest, builder, signal),
    )
  }
  return marts.map(({ name }) => reports.get(name)!)
}

/** Consecutive `month` marts are built together, month by month. */
function groups(marts: readonly Mart[]): Mart[][] {
  const grouped: Mart[][] = []
  for (const mart of marts) {
    const last = grouped.at(-1)
    if (mart.upkeep === 'month' && last?.[0]!.upkeep === 'month') last.push(mart)
    else grouped.push([mart])
  }
  return grouped
}

class Builder {
  readonly #connection: DuckDBConnection
  readonly #task: Task
  readonly #writer: Writer
  readonly #members: Members
  readonly #shown = new Map<TableName, string>()
  /** Tables and marts that are not what they were before the change. */
  readonly #changed: Set<string>

  constructor(connection: DuckDBConnection, task: Task, first?: Builder) {
    this.#connection = connection
    this.#task = task
    this.#writer = first ? first.#writer.beside(connection) : new Writer(connection)
    this.#members = new Members(this.#writer, task.model, task.change)
    this.#changed = first ? first.#changed : new Set(task.change ? changedTables(task.change) : [])
  }

  /** Builds over another connection, and knows what this one knows of what has changed. */
  beside(connection: DuckDBConnection): Builder {
    return new Builder(connection, this.#task, this)
  }

  /** Builds those marts of the group of which an input has changed; returns the rows written to each of the group. */
  async build(group: readonly Mart[]): Promise<number[]> {
    const stale = group.filter((mart) => this.#isStale(mart))
    const written = stale.length > 0 ? await this.#write(stale) : []
    for (const { name } of stale) if (!this.#writer.rewritten.has(name)) this.#changed.delete(name)
    return group.map((mart) => written[stale.indexOf(mart)] ?? 0)
  }

  /** A stale mart counts as changed until it turns out that no row of it was. */
  #isStale({ name }: Mart): boolean {
    const { change, model } = this.#task
    if (change && model.inputs[name]!.isDisjointFrom(this.#changed)) return false
    this.#changed.add(name)
    return true
  }

  async #write(group: readonly Mart[]): Promise<number[]> {
    const mart = group[0]!
    if (mart.upkeep === 'month') return this.#months(group)
    if (mart.upkeep === 'append') return [await this.#append(mart)]
    await this.#show(group, (table) => visibleRows(table, this.#task.set))
    if (mart.upkeep === 'fitted') return [await this.#fit(mart)]
    return [this.#task.change ? await this.#again(mart) : await this.#anew(mart)]
  }

  /** Counts a mart's rows and sorts it again when too many were written out of order. */
  async settle(mart: Mart, rebuilt_rows: number): Promise<Omit<MartReport, 'took_ms'>> {
    const { change, marts_before } = this.#task
    const rows = await this.#writer.count(`main."${mart.name}"`)
    const whole = !change || ['whole', 'append', 'fitted'].includes(mart.upkeep)
    const before = marts_before?.find(({ name }) => name === mart.name)?.unsorted_rows ?? 0
    const unsorted_rows = whole ? 0 : before + rebuilt_rows
    if (unsorted_rows <= rows * disorder) return { name: mart.name, rows, rebuilt_rows, unsorted_rows }
    await this.#writer.sort(mart)
    return { name: mart.name, rows, rebuilt_rows, unsorted_rows: 0 }
  }

  async #append(mart: Mart): Promise<number> {
    const { change, set } = this.#task
    const columns = Object.entries(mart.columns!).map(([name, type]) => `"${name}" ${type}`)
    await this.#writer.run(`create table if not exists main."${mart.name}" (${columns.join(', ')})`)
    const added = change && !this.#mayLoseMembers(mart, change) ? change.added : null
    await this.#show([mart], (table) => (added ? ownRows(table, added) : visibleRows(table, set)))
    if (change && !added) await this.#dropMembers(mart)
    return this.#writer.insert(mart, this.#sql(mart))
  }

  /**
   * An undone row may have been the last to name a member. So may a corrected one, unless the name is part of its key; of a
   * list, which names only some, a corrected row may always be off.
   */
  #mayLoseMembers({ name, columns }: Mart, { added, removed }: Change): boolean {
    const [member, number] = Object.keys(columns!)
    const tables = tableNames.filter((table) => this.#task.model.inputs[name]!.has(table))
    const corrected = (table: TableName) => added.some(({ manifest }) => manifest.tables[table]?.corrected)
    return (
      removed.length > 0 ||
      tables.some((table) => corrected(table) && !(number && canonicalTables[table].key.includes(member!)))
    )
  }

  /** Drops members that no row names any more: those the select does not find when it starts without any. */
  async #dropMembers(mart: Mart): Promise<void> {
    const { name, columns } = mart
    const [member] = Object.keys(columns!)
    if (name === 'customer_key')
      await this.#writer.run(
        'insert into customer_gone select customer_key from main.customer_key join touched_customer using (customer_id)',
      )
    await this.#writer.run(`create temp table "${name}" as select * from main."${name}" where false`)
    await this.#writer.run(`create temp table found as ${this.#sql(mart)}`)
    await this.#writer.run(`drop table temp."${name}"`)
    await this.#writer.delete(name, `"${member}" not in (select "${member}" from found)`)
    await this.#writer.run('drop table found')
  }

  async #months(group: readonly Mart[]): Promise<number[]> {
    const rows = group.map(() => 0)
    const { months, change, time_zone, set } = this.#task
    const in_one = !change && (group[0]!.is_gathered || months.length === 0)
    const parts = in_one ? [months.flat()] : months
    for (const [nth, part] of parts.entries()) {
      const within = await stretches(this.#connection, part, time_zone)
      await this.#writer.run(`create or replace temp macro reg_in_build(day) as ${inside(within)}`)
      await this.#show(group, (table) =>
        eventTables.includes(table) ? rowsWithin(table, set, within) : visibleRows(table, set),
      )
      for (const [index, mart] of group.entries())
        rows[index]! += await this.#month(mart, within, !change && nth === 0)
    }
    for (const [index, mart] of group.entries())
      if (change && this.#isMoved(mart)) rows[index] = await this.#everyMonth(mart)
    return rows
  }

  async #everyMonth(mart: Mart): Promise<number> {
    await this.#writer.run('create or replace temp macro reg_in_build(day) as true')
    return this.#writer.create(mart, this.#sql(mart))
  }

  async #month(mart: Mart, within: readonly Stretch[], first: boolean): Promise<number> {
    const where = inside(within)
    if (!first) await this.#writer.delete(mart.name, where)
    const sql = mart.feeds_next ? await this.#writer.keep(mart, this.#sql(mart)) : this.#sql(mart)
    const written = await this.#writer[first ? 'create' : 'insert'](mart, sql)
    const found = await this.#writer.count(`main."${mart.name}" where ${where}`)
    if (found !== written)
      throw new Error(`${mart.name}: ${written} rows written, ${found} within their months`)
    await this.#writer.handOver(mart)
    return written
  }

  async #anew(mart: Mart): Promise<number> {
    const sql = this.#sql(mart)
    return memberOf(mart) ? this.#members.createAll(mart, sql) : this.#writer.create(mart, sql)
  }

  async #again(mart: Mart): Promise<number> {
    const sql = this.#sql(mart)
    const all = this.#isMoved(mart)
    if (memberOf(mart)) return this.#members.rebuild(mart, sql, all)
    if (mart.upkeep === 'tally' && !all) return this.#members.tally(mart, sql)
    if (mart.upkeep === 'table') return this.#tables(mart, sql)
    return this.#members.watch(mart, () => this.#writer.replace(mart, sql))
  }

  /** Something has changed that all rows of the mart rest on. */
  #isMoved({ uses }: Mart): boolean {
    return uses?.some((name) => this.#changed.has(name)) ?? false
  }

  async #tables(mart: Mart, sql: string): Promise<number> {
    const { model, set } = this.#task
    const change = this.#task.change!
    const read = model.inputs[mart.name]!
    const { again, grown } = await profileOf(this.#writer, mart, { change, read })
    const counted = (where: string) => `select * from (\n${sql}\n) where ${where}`
    if (grown) {
      const { tables, where } = grown
      await this.#show([mart], (table) =>
        tables.includes(table) ? ownRows(table, change.added) : visibleRows(table, set),
      )
      await this.#writer.grow(mart, { where, by: counted(where) })
      await this.#show([mart], (table) => visibleRows(table, set))
    }
    await this.#writer.delete(mart.name, again)
    return this.#writer.insert(mart, counted(again))
  }

  async #fit(mart: Mart): Promise<number> {
    this.#writer.rewritten.add(mart.name)
    await fitMart(duckDbShelf(this.#connection), mart, this.#sql(mart))
    return this.#writer.count(`main."${mart.name}"`)
  }

  #sql({ name }: Mart): string {
    return this.#task.model.sql[name]!
  }

  /** Makes the name of each canonical table that the marts read stand for a select; those that already do are left alone. */
  async #show(group: readonly Mart[], select: (table: TableName) => string): Promise<void> {
    const read = new Set(group.flatMap((mart) => [...this.#task.model.inputs[mart.name]!, allOf(mart)]))
    for (const table of tableNames.filter((name) => read.has(name))) {
      const rows = select(table)
      if (this.#shown.get(table) === rows) continue
      await this.#writer.run(`create or replace temp view "${table}" as ${rows}`)
      this.#shown.set(table, rows)
    }
  }
}

/** The table or mart that names all members that a mart is kept up by. */
function allOf(mart: Mart): string {
  const member = memberOf(mart)
  return member ? members[member].all : ''
}

function ownRows(table: TableName, batches: Change['added']): string {
  const own = batches.filter(({ manifest }) => (manifest.tables[table]?.rows ?? 0) > 0)
  return own.length > 0 ? rowsOf(table, own) : visibleRows(table, { active: [], leaned: [] })
}

/** SQL over `day` with constants, by which DuckDB passes over what is outside. */
function inside(within: readonly Stretch[]): string {
  const each = within.map(({ from, before }) => `(day >= date '${from}' and day < date '${before}')`)
  return each.length > 0 ? `(${each.join(' or ')})` : 'false'
}
