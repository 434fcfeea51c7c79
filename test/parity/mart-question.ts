import type { Columns, Unit } from '../../queries/metric.ts'
import type { ClickHouseTransport } from '../../server/engine/clickhouse.ts'
import type { Question } from '../../server/engine/engine.ts'

const units: readonly (readonly [RegExp, Unit])[] = [
  [/DateTime64/, 'instant'],
  [/Date32/, 'date'],
  [/String/, 'text'],
  [/Decimal/, 'money'],
  [/Bool/, 'flag'],
  [/Float/, 'quantity'],
  [/Int/, 'count'],
]

const hashes = ['order_key', 'survey_key']

/** All of a mart as a question that both engines can answer, in a total order; without hashes, which each engine has of its own. */
export async function martQuestion(transport: ClickHouseTransport, name: string): Promise<Question> {
  const described = await transport.ask(
    `select name, type from system.columns where database = currentDatabase() and table = '${name}' order by position format JSONCompact`,
  )
  const { data } = JSON.parse(described) as { data: [string, string][] }
  const columns: Columns = Object.fromEntries(
    data
      .filter(([column]) => !hashes.includes(column))
      .map(([column, type]) => {
        const unit = units.find(([pattern]) => pattern.test(type))![1]
        return [column, { unit, title: { en: column, 'zh-CN': column } }]
      }),
  )
  const names = Object.keys(columns)
  const order = names.map((_, index) => index + 1).join(', ')
  return {
    id: `model/${name}`,
    sql: `select ${names.join(', ')} from ${name} order by ${order}`,
    params: {},
    kinds: {},
    columns,
  }
}
