import type { DuckDBConnection } from '@duckdb/node-api'
import type { Mart } from '../../queries/model/model.ts'
import { rowsFrom } from './process-duckdb.ts'

/** Rows up to which a mart built again is compared with what it was. */
const small = 100_000

/** Writes marts into the open database and remembers of which of them a row has changed. */
export class Writer {
  /** Names of marts that are not what they were. */
  readonly rewritten: Set<string>
  readonly #connection: DuckDBConnection
  /** The mart whose name stands for rows that are kept of it. */
  #fed: string | null = null

  constructor(connection: DuckDBConnection, rewritten = new Set<string>()) {
    this.#connection = connection
    this.rewritten = rewritten
  }

  /** Writes over another connection, and remembers with this one. */
  beside(connection: DuckDBConnection): Writer {
    return new Writer(connection, this.rewritten)
  }

  async run(sql: string): Promise<number> {
    return (await this.#connection.run(sql)).rowsChanged
  }

  async rows<T>(sql: string): Promise<T[]> {
    return rowsFrom<T>(this.#connection, sql)
  }

  async count(from: string): Promise<number> {
    const [count] = await this.rows<{ n: number }>(`select count(*) as n from ${from}`)
    return count!.n
  }

  /** Makes a mart of a select, in place of what it was; returns its rows. */
  async create(mart: Mart, sql: string): Promise<number> {
    this.rewritten.add(mart.name)
    await this.run(`create or replace table main."${mart.name}" as ${ordered(mart, sql)}`)
    return this.count(`main."${mart.name}"`)
  }

  /** The same for a mart that is there; a small one that comes out as it was counts as left alone. */
  async replace(mart: Mart, sql: string): Promise<number> {
    const next = nextOf(mart)
    await this.run(`create table ${next} as ${ordered(mart, sql)}`)
    const rows = await this.count(next)
    if (rows > small || (await this.#differs(mart, rows))) {
      this.rewritten.add(mart.name)
      await this.#putNext(mart)
    } else await this.run(`drop table ${next}`)
    return rows
  }

  async insert(mart: Mart, sql: string): Promise<number> {
    const inserted = await this.run(`insert into main."${mart.name}" ${ordered(mart, sql)}`)
    if (inserted > 0) this.rewritten.add(mart.name)
    return inserted
  }

  /**
   * Keeps rows of a mart in a temporary table for the next one, and returns the select of them. DuckDB has statistics
   * of them, and sorts them sooner than what comes of a select.
   */
  async keep({ name }: Mart, sql: string): Promise<string> {
    await this.run(`create temp table "kept_${name}" as ${sql}`)
    return `from "kept_${name}"`
  }

  /** Once a mart is written: what was kept for it is let go, and its name stands for what is kept of it. */
  async handOver({ name, feeds_next }: Mart): Promise<void> {
    if (this.#fed) {
      await this.run(`drop view temp."${this.#fed}"`)
      await this.run(`drop table "kept_${this.#fed}"`)
    }
    if (feeds_next) await this.run(`create temp view "${name}" as from "kept_${name}"`)
    this.#fed = feeds_next ? name : null
  }

  async delete(name: string, where: string): Promise<void> {
    if ((await this.run(`delete from main."${name}" where ${where}`)) > 0) this.rewritten.add(name)
  }

  async sort(mart: Mart): Promise<void> {
    await this.run(`create table ${nextOf(mart)} as ${ordered(mart, `select * from main."${mart.name}"`)}`)
    await this.#putNext(mart)
  }

  /** Adds counts (`row_count`, `hits`) to those of some rows of a mart. */
  async grow(mart: Mart, { where, by }: { where: string; by: string }): Promise<void> {
    await this.run(`create temp table counted_before as select * from main."${mart.name}" where ${where}`)
    await this.delete(mart.name, where)
    const sum = (name: string) => `cast(sum(${name}) as bigint) as ${name}`
    await this.insert(
      mart,
      `select * replace (${sum('row_count')}, ${sum('hits')}) from (from counted_before union all ${by}) group by all`,
    )
    await this.run('drop table counted_before')
  }

  async #putNext(mart: Mart): Promise<void> {
    await this.run(`drop table main."${mart.name}"`)
    await this.run(`alter table ${nextOf(mart)} rename to "${mart.name}"`)
  }

  async #differs(mart: Mart, rows: number): Promise<boolean> {
    const [now, was] = [nextOf(mart), `main."${mart.name}"`]
    if ((await this.count(was)) !== rows) return true
    return (await this.count(`(select * from ${now} except all select * from ${was})`)) > 0
  }
}

/** Where a mart is written that will take the place of what it was. */
const nextOf = ({ name }: Mart) => `main."next_${name}"`

/**
 * Rows that are kept up by month lie by month first, however many months are written at once, unless they are to be gathered.
 * The month is a date and no timestamp: DuckDB takes nearly twice as long to sort by keys of more than 32 bytes.
 */
function ordered({ order_by, upkeep, is_gathered }: Mart, sql: string): string {
  const places = order_by.map((name) => `"${name}"`)
  const by_month =
    upkeep === 'month' && !is_gathered && order_by[0] !== 'day'
      ? [`cast(date_trunc('month', "day") as date)`]
      : []
  return `select * from (\n${sql}\n) order by ${[...by_month, ...places].join(', ')}`
}
