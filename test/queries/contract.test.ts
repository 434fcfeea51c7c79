import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { marts } from '../../queries/model/marts.ts'
import { members } from '../../queries/model/model.ts'
import { metrics } from '../../queries/index.ts'
import { locales } from '../../queries/metric.ts'
import type { Metric, Text } from '../../queries/metric.ts'
import { filter, period, scope } from '../../queries/parameters.ts'
import { tableNames } from '../../queries/tables.ts'
import { allSelections, holesIn } from '../../server/engine/sql.ts'

const folder = new URL('../../queries/', import.meta.url).pathname
const sqlOf = (id: string) => readFileSync(join(folder, `${id}.sql`), 'utf8')
const all: readonly Metric[] = metrics

/** Marts without facts, and attributes that a metric joins to customers it has selected: it may read them as they are. */
const open = [
  'calendar',
  'campaign',
  'category_key',
  'consent_span',
  'customer',
  'data_span',
  'event',
  'field_profile',
  'field_profile_month',
  'grade_span',
  'ledger_entry',
  'loaded',
  'product',
  'store',
  'survey_item',
  'table_profile',
  'table_profile_month',
  'target',
  'back_test',
  'leaving_chance',
  'model_fit',
  'prediction_basis',
  'purchase_outlook',
]
const closed = new Set(
  [...marts.map(({ name }) => name), ...tableNames].filter((name) => !open.includes(name)),
)

const code = (sql: string) => sql.replaceAll(/--[^\n]*/g, '').replaceAll(/'[^']*'/g, "''")
const words = (sql: string): readonly string[] => code(sql).match(/\$?[a-z_][a-z_0-9]*/gi) ?? []
const relations = (sql: string) =>
  [...code(sql).matchAll(/\b(?:from|join)\s+([a-z_]\w*)/g)].map(([, name]) => name!)

/** What is wrong with the SQL of a metric, in words; empty when nothing is. */
function faults(
  { id, params, columns, reads }: Pick<Metric, 'id' | 'params' | 'columns' | 'reads'>,
  sql: string,
): string[] {
  const known: readonly string[] = Object.keys({ ...params, ...scope })
  const last = code(sql).slice(code(sql).lastIndexOf('order by'))
  const found = [
    [/select\s+\*|\.\*/.test(code(sql)), 'select *'],
    [/\b(now|current_date|current_timestamp|today|random)\b/i.test(code(sql)), 'reads a clock or chance'],
    [/\bround\s*\(/i.test(code(sql)), 'rounds'],
    [!/order by[^()]*(\([^()]*\)[^()]*)*$/.test(code(sql).trim()), 'no final order by'],
    [code(sql) !== code(sql).toLowerCase(), 'not in lower case'],
    [!sql.startsWith('-- '), 'does not begin by saying what it answers'],
    [last.includes(';'), 'ends with a semicolon'],
    ...holesIn(sql).map((hole) => [!known.includes(hole), `unknown parameter $${hole}`] as const),
    ...relations(sql).map((name) => [closed.has(name), `reads ${name} past the selections`] as const),
    ...['from', 'to'].map((name) => [!(name in params), `no parameter ${name}`] as const),
    ...Object.keys(reads ?? columns).map(
      (name) => [!words(sql).includes(name), `no column ${name}`] as const,
    ),
  ] as const
  return found.filter(([wrong]) => wrong).map(([, fault]) => `${id}: ${fault}`)
}

describe('every metric', () => {
  it.each(all.map((metric) => [metric.id, metric] as const))(
    '%s keeps the rules of the house',
    (id, metric) => {
      expect(faults(metric, sqlOf(id))).toEqual([])
    },
  )

  it.each(all.map((metric) => [metric.id, metric] as const))(
    '%s says what it is in both languages',
    (_, metric) => {
      const texts: Text[] = [metric.title, metric.definition]
      for (const { title } of [...Object.values(metric.columns), ...Object.values(metric.params)])
        texts.push(title)
      for (const text of texts) for (const locale of locales) expect(text[locale].trim()).not.toBe('')
      expect(metric.definition['zh-CN']).toMatch(/[\u4e00-\u9fff]/)
    },
  )

  it.each(all.map((metric) => [metric.id, metric] as const))('%s takes period and filters', (_, metric) => {
    expect(metric.params).toMatchObject({ ...period, ...filter })
  })

  it.each(all.map((metric) => [metric.id, metric] as const))('%s needs tables that exist', (_, { needs }) => {
    expect([...tableNames, 'any_cost']).toEqual(expect.arrayContaining([...needs]))
  })

  it('has an id of its own', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })

  it('has SQL, and no SQL is without a metric', () => {
    const topics = new Set(all.map(({ id }) => id.split('/')[0]!))
    const files = [...topics].flatMap((topic) =>
      readdirSync(join(folder, topic))
        .filter((file) => file.endsWith('.sql') && !file.endsWith('.clickhouse.sql'))
        .map((file) => `${topic}/${file.slice(0, -4)}`),
    )
    expect(files.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
  })

  it('reaches facts only through selections that apply filters or scope', () => {
    for (const [name, sql] of allSelections()) {
      const holes = new Set(holesIn(sql))
      const scoped = holes.has('scope') || relations(sql).some((relation) => relation.startsWith('selected_'))
      const people = name === 'selected_member' || name.endsWith('_bucket')
      const has_facts = relations(sql).some((relation) => closed.has(relation))
      expect(scoped || people || !has_facts, name).toBe(true)
    }
  })
})

describe('the model', () => {
  it('has SQL for every mart and a mart for every SQL', () => {
    const files = readdirSync(join(folder, 'model')).filter(
      (file) => file.endsWith('.sql') && !file.startsWith('macros'),
    )
    expect(files.map((file) => file.slice(0, -4)).toSorted()).toEqual(
      marts.map(({ name }) => name).toSorted(),
    )
  })

  it('reads only tables and marts that come before', () => {
    const known = new Set<string>([
      ...tableNames,
      ...Object.keys(members).map((member) => `${member}_in_build`),
    ])
    for (const { name, upkeep } of marts) {
      const sql = sqlOf(`model/${name}`)
      const own = new Set([...code(sql).matchAll(/\b(\w+)(?: \([^)]*\))? as \(/g)].map(([, cte]) => cte!))
      if (upkeep === 'append') known.add(name)
      const strange = relations(sql).filter((relation) => !known.has(relation) && !own.has(relation))
      expect(strange, name).toEqual([])
      known.add(name)
    }
  })

  it('never reads what points at a person', () => {
    for (const { name } of marts) {
      const fields = words(sqlOf(`model/${name}`)).filter((word) =>
        ['phone', 'email', 'address', 'wechat_id', 'birth_date'].includes(word),
      )
      expect(name === 'field_profile' ? [] : fields, name).toEqual([])
    }
  })

  it('is another model in another version of DuckDB, whose hashes may differ', () => {
    const packages = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    expect(sqlOf('model/macros.duckdb')).toContain(packages.dependencies['@duckdb/node-api'])
  })

  it('spells the same macros for both engines, with the same parameters', () => {
    const macros = (dialect: string) =>
      [...sqlOf(`model/macros.${dialect}`).matchAll(/(reg_\w+)(?: as )?\s?\(([^)]*)\)(?= as| ->)/g)].map(
        ([, name, parameters]) => `${name}(${parameters})`,
      )
    expect(macros('clickhouse')).toEqual(macros('duckdb'))
    expect(macros('duckdb').length).toBeGreaterThan(20)
  })
})

describe('a planted fault is found', () => {
  const good = {
    id: 'kpi/planted',
    params: { ...period, ...filter },
    columns: { orders: { unit: 'count', title: { en: 'x', 'zh-CN': '订' } } },
  } as const
  const sql =
    '-- How many?\nselect sum(orders) as orders\nfrom selected_sale\nwhere day between $from and $to\norder by orders'
  let clean: string[]
  beforeAll(() => {
    clean = faults(good, sql)
  })

  it.each([
    ['select *', sql.replace('sum(orders) as orders', 'orders, *').replace('orders, *', '*')],
    ['reads a clock or chance', sql.replace('$to', 'now()')],
    ['rounds', sql.replace('sum(orders)', 'round(sum(orders))')],
    ['no final order by', sql.replace('\norder by orders', '')],
    ['no final order by', sql.replace('order by orders', 'limit 5')],
    ['not in lower case', sql.replace('select', 'SELECT')],
    ['does not begin by saying what it answers', sql.replace('-- How many?\n', '')],
    ['ends with a semicolon', `${sql};`],
    ['unknown parameter $now', sql.replace('$to', '$now')],
    ['reads purchase_order past the selections', sql.replace('selected_sale', 'purchase_order')],
    [
      'reads purchases past the selections',
      sql.replace('selected_sale', 'selected_sale join purchases using (day)'),
    ],
    ['no column orders', sql.replaceAll('orders', 'sales')],
  ])('%s', (fault, planted) => {
    expect(clean).toEqual([])
    expect(faults(good, planted)).toContain(`kpi/planted: ${fault}`)
  })
})
