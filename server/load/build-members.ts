import { memberOf, members, type Mart, type Member, type Upkeep } from '../../queries/model/model.ts'
import type { TableName } from '../../queries/tables.ts'
import type { Model } from './build-model.ts'
import * as concerned from './build-concerned.ts'
import type { Change } from './build-touched.ts'
import type { Writer } from './build-writer.ts'
import { textList } from './views-sql.ts'

/**
 * Which customers, surveys, complaints and campaigns an increment builds, and their rows as they were. What changed rows
 * name has been found before (`touched_customer (customer_id)`, `touched_order` and so on); campaigns are those of which a row comes out differently in a mart that `campaign`
 * marts read.
 */
export class Members {
  readonly #writer: Writer
  readonly #model: Model
  /** The last day on record may be an earlier one than before. */
  readonly #may_go_back: boolean
  /** What is said of customers, beside what they did, has changed; and what is said of them or of campaigns. */
  readonly #tells_customers: boolean
  readonly #tells_campaigns: boolean
  readonly #ready = new Set<Member>()
  /** Temporary tables with rows of the customers in build. */
  readonly #kept = new Set<string>()
  #carrying?: readonly { readonly mart: string }[]

  constructor(writer: Writer, model: Model, { added = [], removed = [] }: Partial<Change> = {}) {
    this.#writer = writer
    this.#model = model
    const corrected = added.flatMap(({ manifest: { tables } }) => [
      tables.complaints,
      tables.complaint_events,
    ])
    const tells = (...names: readonly TableName[]) =>
      [...added, ...removed].some(({ manifest }) => names.some((name) => manifest.tables[name]))
    this.#tells_customers = tells('customers')
    this.#tells_campaigns = tells('customers', 'campaigns', 'campaign_contacts', 'consents', 'grades')
    this.#may_go_back = removed.length > 0 || corrected.some((table) => table && table.corrected > 0)
  }

  /** Builds a mart from nothing: for every member. */
  async createAll(mart: Mart, sql: string): Promise<number> {
    const member = memberOf(mart)!
    const { key, all } = members[member]
    await this.#nameMembers(member, `select ${key} from "${all}"`)
    return this.#writer.create(mart, all === 'customer_key' ? ofEverybody(sql) : sql)
  }

  /** Builds the rows of the members in build again; returns how many were written. With `all`, all are in build for once. */
  async rebuild(mart: Mart, sql: string, all = false): Promise<number> {
    const member = memberOf(mart)!
    if (member === 'campaign' || member === 'peer') return this.#campaigns(member, mart, sql)
    await this.#customersInBuild()
    if (member === 'shopper') return this.#shoppers(mart, sql)
    if (member === 'contact') await this.#contactsInBuild()
    if (member === 'survey') await this.#surveysInBuild()
    if (member === 'complaint') await this.#complaintsInBuild()
    return all ? this.#all(member, mart, sql) : this.#some(mart, sql)
  }

  /** Does what changes a mart as a whole; the campaigns of which a row changes are in build from then on. */
  async watch<T>({ name }: Mart, change: () => Promise<T>): Promise<T> {
    if (!this.#isReadBy('campaign', name)) return change()
    await this.#writer.run(`create temp table "was_${name}" as select *, rowid as _place from main."${name}"`)
    const result = await change()
    await this.#note(name, `main."${name}"`)
    return result
  }

  /** Takes off what the customers in build counted for, and adds what they count for now. */
  async tally(mart: Mart, sql: string): Promise<number> {
    await this.#customersInBuild()
    const inputs = await this.#aboutCustomers(mart)
    const counted = await this.#concerned(mart, sql)
    for (const kind of ['was', 'now'] as const)
      await this.#showing(kind, inputs, () =>
        this.#writer.run(`create temp table counted_${kind} as ${counted}`),
      )
    const counts = await this.#countsOf(mart)
    const each = (write: (n: string) => string) => counts.map(write).join(', ')
    const summed = (rows: string) =>
      `select * replace (${each((n) => `cast(sum("${n}") as bigint) as "${n}"`)})
         from (${rows}) group by all having ${counts.map((n) => `sum("${n}") <> 0`).join(' or ')}`
    const taken = `select * replace (${each((n) => `-"${n}" as "${n}"`)}) from counted_was`
    await this.#writer.run(`create temp table change as ${summed(`${taken} union all from counted_now`)}`)
    const same = mart.order_by.map((key) => `stood."${key}" is not distinct from change."${key}"`)
    await this.#writer.run(
      `create temp table stood as
       select stood.*, stood.rowid as _place from main."${mart.name}" as stood semi join change on ${same.join(' and ')}`,
    )
    await this.#writer.delete(mart.name, 'rowid in (select _place from stood)')
    const rows = await this.#writer.insert(
      mart,
      summed('select * exclude (_place) from stood union all from change'),
    )
    for (const name of ['counted_was', 'counted_now', 'change', 'stood'])
      await this.#writer.run(`drop table ${name}`)
    return rows
  }

  /** Of the rows that a tally's SQL gives, those that may be others than they were. */
  async #concerned({ ends_on }: Mart, sql: string): Promise<string> {
    if (!ends_on || this.#tells_customers) return sql
    const [first] = await this.#writer.rows<{ day: string | null }>(
      `select cast(${concerned.firstChange} as varchar) as day`,
    )
    if (!first!.day) return sql
    return `select * from (\n${sql}\n) where "${ends_on}" is null or "${ends_on}" >= date '${first!.day}'`
  }

  async #all(member: Member, mart: Mart, sql: string): Promise<number> {
    const { key, all } = members[member]
    await this.#writer.run(`alter table ${member}_in_build rename to some_in_build`)
    await this.#writer.run(`create temp view ${member}_in_build as select ${key} from "${all}"`)
    const rows = await this.#writer.create(mart, sql)
    await this.#writer.run(`drop view ${member}_in_build`)
    await this.#writer.run(`alter table some_in_build rename to ${member}_in_build`)
    return rows
  }

  /** Rows that come out as they were stay where they are. */
  async #some(mart: Mart, sql: string): Promise<number> {
    const { name, upkeep } = mart
    const theirs = rowsInBuild(mart)
    await this.#writer.run(
      `create or replace temp table "was_${name}" as select *, rowid as _place from main."${name}" where ${theirs}`,
    )
    this.#kept.add(`was_${name}`)
    const read = shown.includes(upkeep) ? await this.#aboutCustomers(mart) : []
    await this.#showing('now', read, () => this.#keep('now', name, sql))
    await this.#note(name, `"now_${name}"`)
    if (await this.#remove(name))
      return this.#writer.insert(
        mart,
        'select * exclude (_more, _alike, _place, _nth) from moved, unnest(range(_more)) as copy (_nth)',
      )
    await this.#writer.delete(name, theirs)
    return this.#writer.insert(mart, `from "now_${name}"`)
  }

  /**
   * Leaves in the table `moved` the rows of which there are `_more` now than there were, or fewer (negative); names their
   * campaigns.
   */
  async #note(name: string, now: string): Promise<void> {
    await this.#writer.run(
      `create or replace temp table moved as
       select * exclude (_place, _more), cast(sum(_more) as bigint) as _more, count(*) as _alike, max(_place) as _place
         from (select *, -1 as _more from "was_${name}" union all select *, null, 1 from ${now})
        group by all having sum(_more) <> 0`,
    )
    if (!this.#isReadBy('campaign', name)) return
    await this.#campaignsInBuild()
    await this.#writer.run('insert into campaign_in_build select distinct campaign_id from moved')
  }

  /** Deletes what has gone where it lies; false when that cannot be told, since there are rows that are alike. */
  async #remove(name: string): Promise<boolean> {
    if ((await this.#writer.count('moved where _more < 0 and _alike > 1')) > 0) return false
    if ((await this.#writer.count('moved where _more < 0')) > 0)
      await this.#writer.delete(name, 'rowid in (select _place from moved where _more < 0)')
    return true
  }

  async #campaigns(member: 'campaign' | 'peer', mart: Mart, sql: string): Promise<number> {
    await this.#campaignsInBuild()
    if (member === 'peer') await this.#peersInBuild()
    if ((await this.#writer.count(`${member}_in_build`)) === 0) return 0
    await this.#writer.delete(mart.name, `campaign_id in (select campaign_id from ${member}_in_build)`)
    return this.#writer.insert(mart, sql)
  }

  async #shoppers(mart: Mart, sql: string): Promise<number> {
    const from = (span: string) => `reg_add_months((select last_day from ${span}) + 1, -12)`
    const ends = `${from('main.data_span')}, ${from('span_before')}`
    const [moved] = await this.#writer.rows<{ from: string; before: string }>(
      `select cast(least(${ends}) as varchar) as "from", cast(greatest(${ends}) as varchar) as before`,
    )
    await this.#nameMembers(
      'shopper',
      `select customer_key from customer_in_build
       union select customer_key from main.purchase_order
        where customer_key is not null
          and day >= cast('${moved!.from}' as date) and day < cast('${moved!.before}' as date)`,
    )
    await this.#writer.delete(mart.name, concerned.customersOf('shopper_in_build'))
    return this.#writer.insert(mart, sql)
  }

  #surveysInBuild(): Promise<void> {
    return this.#nameMembers('survey', concerned.surveys)
  }

  async #complaintsInBuild(): Promise<void> {
    if (this.#ready.has('complaint')) return
    await this.#writer.run(`create temp table some_complaint as ${concerned.complaints(this.#may_go_back)}`)
    await this.#nameMembers('complaint', concerned.complaintsOfTheirCustomers)
  }

  #contactsInBuild(): Promise<void> {
    const all = this.#tells_campaigns
    return this.#nameMembers(
      'contact',
      concerned.contacts({ all, has_moved: this.#kept.has('was_customer') }),
    )
  }

  #customersInBuild(): Promise<void> {
    return this.#nameMembers('customer', concerned.customers)
  }

  #campaignsInBuild(): Promise<void> {
    return this.#nameMembers('campaign', 'select cast(null as varchar) as campaign_id where false')
  }

  #peersInBuild(): Promise<void> {
    return this.#nameMembers('peer', concerned.peers({ has_moved: this.#kept.has('was_customer') }))
  }

  async #nameMembers(member: Member, sql: string): Promise<void> {
    if (this.#ready.has(member)) return
    this.#ready.add(member)
    await this.#writer.run(`create temp table ${member}_in_build as ${sql}`)
  }

  /**
   * Works while marts show only the rows of the customers in build, as they are (`now`) or as they were (`was`); each
   * mart is searched for them once.
   */
  async #showing<T>(kind: 'now' | 'was', marts: readonly string[], work: () => Promise<T>): Promise<T> {
    for (const name of marts) {
      await this.#keep(kind, name, await this.#theirs(name))
      await this.#writer.run(`create temp view "${name}" as from "${kind}_${name}"`)
    }
    const result = await work()
    for (const name of marts) await this.#writer.run(`drop view temp."${name}"`)
    return result
  }

  /** A mart's rows of the customers in build, with the columns that marts of customers read. */
  async #theirs(mart: string): Promise<string> {
    const columns = await this.#writer.rows<{ name: string }>(
      `select column_name as name from (describe main."${mart}")`,
    )
    const readers = this.#model.marts.filter(
      ({ name, upkeep }) => shown.includes(upkeep) && this.#model.inputs[name]!.has(mart),
    )
    const read = new Set(readers.flatMap(({ name }) => this.#model.sql[name]!.match(/\w+/g)))
    const named = columns.filter(({ name }) => read.has(name)).map(({ name }) => `"${name}"`)
    return `select ${named.join(', ')} from main."${mart}" where customer_key in (select customer_key from customer_in_build)`
  }

  async #keep(kind: 'now' | 'was', name: string, rows: string): Promise<void> {
    const table = `${kind}_${name}`
    if (this.#kept.has(table)) return
    this.#kept.add(table)
    await this.#writer.run(`create temp table "${table}" as ${rows}`)
  }

  #isReadBy(kind: Upkeep, name: string): boolean {
    return this.#model.marts.some((mart) => mart.upkeep === kind && this.#model.inputs[mart.name]!.has(name))
  }

  /** The marts with a `customer_key` that a mart reads. */
  async #aboutCustomers({ name }: Mart): Promise<string[]> {
    this.#carrying ??= await this.#writer.rows<{ mart: string }>(
      `select table_name as mart from duckdb_columns()
        where schema_name = 'main' and column_name = 'customer_key' and table_name <> 'customer_key'`,
    )
    return this.#carrying.map(({ mart }) => mart).filter((mart) => this.#model.inputs[name]!.has(mart))
  }

  /** The columns of a `tally` mart that count. */
  async #countsOf({ name, order_by }: Mart): Promise<string[]> {
    const columns = await this.#writer.rows<{ column_name: string }>(
      `select column_name from (describe main."${name}")
        where not list_contains(${textList(order_by)}, column_name)`,
    )
    return columns.map(({ column_name }) => column_name)
  }
}

/** The same with all customers in build: each has a number, and DuckDB need not look it up for every row. */
const ofEverybody = (sql: string) =>
  sql.replaceAll(/\bin \(select customer_key from \w+_in_build\)/g, 'is not null')

/** How marts are kept up that are shown the rows of the customers in build alone. */
const shown: readonly Upkeep[] = ['customer', 'contact', 'tally']

function rowsInBuild({ upkeep, order_by }: Mart): string {
  if (upkeep === 'complaint') return 'complaint_id in (select complaint_id from complaint_in_build)'
  if (upkeep !== 'survey') return concerned.customersOf(`${upkeep}_in_build`)
  if (order_by.includes('survey_id')) return 'survey_id in (select survey_id from survey_in_build)'
  return 'survey_key in (select reg_survey_key(survey_id) from survey_in_build)'
}
