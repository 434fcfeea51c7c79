import { memberOf, members, type Mart, type Member, type Upkeep } from '../../queries/model/model.ts'
import type { Model } from './build-model.ts'
import type { Writer } from './build-writer.ts'
import { textList } from './views-sql.ts'

/**
 * Which customers and campaigns an increment builds, and their rows as they were. Customers are found before
 * (`touched_customer (customer_id)`); campaigns are those of which a row comes out differently in a mart that `campaign`
 * marts read.
 */
export class Members {
  readonly #writer: Writer
  readonly #model: Model
  readonly #ready = new Set<Member>()
  /** Temporary tables with rows of the customers in build. */
  readonly #kept = new Set<string>()

  constructor(writer: Writer, model: Model) {
    this.#writer = writer
    this.#model = model
  }

  /** Builds a mart from nothing: for every member. */
  async createAll(mart: Mart, sql: string): Promise<number> {
    const member = memberOf(mart)!
    const { key, all } = members[member]
    await this.#nameMembers(member, `select ${key} from main."${all}"`)
    return this.#writer.create(mart, sql)
  }

  /** Builds the rows of the members in build again; returns how many were written. */
  async rebuild(mart: Mart, sql: string): Promise<number> {
    return mart.upkeep === 'customer' ? this.#customers(mart, sql) : this.#campaigns(mart, sql)
  }

  /** Does what changes a mart; the campaigns of which a row changes are in build from then on. */
  async watch<T>({ name }: Mart, where: string, change: () => Promise<T>): Promise<T> {
    if (!this.#isReadBy('campaign', name)) return change()
    await this.#campaignsInBuild()
    const rows = `select * from main."${name}" where ${where}`
    await this.#writer.run(`create temp table before as ${rows}`)
    const result = await change()
    for (const different of [`from before except all (${rows})`, `${rows} except all from before`])
      await this.#writer.run(`insert into campaign_in_build select distinct campaign_id from (${different})`)
    await this.#writer.run('drop table before')
    return result
  }

  /** Takes off what the customers in build counted for, and adds what they count for now. */
  async tally(mart: Mart, sql: string): Promise<number> {
    const inputs = await this.#aboutCustomers(mart)
    for (const kind of ['was', 'part'] as const)
      await this.#showing(kind, inputs, () => this.#writer.run(`create temp table counted_${kind} as ${sql}`))
    const n = await this.#countOf(mart)
    const rows = await this.#writer.replace(
      mart,
      `select * replace (cast(sum("${n}") as bigint) as "${n}")
         from (
           from main."${mart.name}"
           union all select * replace (-"${n}" as "${n}") from counted_was
           union all from counted_part
         ) group by all having sum("${n}") <> 0`,
    )
    await this.#writer.run('drop table counted_was; drop table counted_part')
    return rows
  }

  async #customers(mart: Mart, sql: string): Promise<number> {
    await this.#nameMembers(
      'customer',
      `select customer_key from main.customer_key where customer_id in (select customer_id from touched_customer)`,
    )
    const theirs = 'customer_key in (select customer_key from customer_in_build union all from customer_gone)'
    if (this.#isReadBy('tally', mart.name)) await this.#keep('was', mart.name, theirs)
    return this.watch(mart, theirs, async () => {
      await this.#writer.delete(mart.name, theirs)
      return this.#showing('part', await this.#aboutCustomers(mart), () => this.#writer.insert(mart, sql))
    })
  }

  async #campaigns(mart: Mart, sql: string): Promise<number> {
    await this.#campaignsInBuild()
    if ((await this.#writer.count('campaign_in_build')) === 0) return 0
    await this.#writer.delete(mart.name, 'campaign_id in (select campaign_id from campaign_in_build)')
    return this.#writer.insert(mart, sql)
  }

  #campaignsInBuild(): Promise<void> {
    return this.#nameMembers('campaign', 'select cast(null as varchar) as campaign_id where false')
  }

  async #nameMembers(member: Member, sql: string): Promise<void> {
    if (this.#ready.has(member)) return
    this.#ready.add(member)
    await this.#writer.run(`create temp table ${member}_in_build as ${sql}`)
  }

  /**
   * Works while marts show only the rows of the customers in build, as they are (`part`) or as they were (`was`); each
   * mart is searched for them once.
   */
  async #showing<T>(kind: 'part' | 'was', marts: readonly string[], work: () => Promise<T>): Promise<T> {
    for (const name of marts) {
      await this.#keep(kind, name, 'customer_key in (select customer_key from customer_in_build)')
      await this.#writer.run(`create temp view "${name}" as from "${kind}_${name}"`)
    }
    const result = await work()
    for (const name of marts) await this.#writer.run(`drop view temp."${name}"`)
    return result
  }

  async #keep(kind: 'part' | 'was', name: string, where: string): Promise<void> {
    const table = `${kind}_${name}`
    if (this.#kept.has(table)) return
    this.#kept.add(table)
    await this.#writer.run(`create temp table "${table}" as select * from main."${name}" where ${where}`)
  }

  #isReadBy(kind: Upkeep, name: string): boolean {
    return this.#model.marts.some((mart) => mart.upkeep === kind && this.#model.inputs[mart.name]!.has(name))
  }

  /** The marts with a `customer_key` that a mart reads. */
  async #aboutCustomers({ name }: Mart): Promise<string[]> {
    const carrying = await this.#writer.rows<{ mart: string }>(
      `select table_name as mart from duckdb_columns()
        where schema_name = 'main' and column_name = 'customer_key' and table_name <> 'customer_key'`,
    )
    return carrying.map(({ mart }) => mart).filter((mart) => this.#model.inputs[name]!.has(mart))
  }

  /** The column of a `tally` mart that counts. */
  async #countOf({ name, order_by }: Mart): Promise<string> {
    const [last] = await this.#writer.rows<{ column_name: string }>(
      `select column_name from (describe main."${name}")
        where not list_contains(${textList(order_by)}, column_name)`,
    )
    return last!.column_name
  }
}
