import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { column } from '../../queries/column.ts'
import { metrics } from '../../queries/index.ts'
import { memberWords } from '../../queries/member-words.ts'
import { locales } from '../../queries/metric.ts'
import type { Columns, Metric, Words } from '../../queries/metric.ts'
import { questionOf } from '../../server/engine/question.ts'
import { withStatistics } from '../../server/analysis/analysing-engine.ts'
import type { Answer, CellValue } from '../../server/engine/engine.ts'
import { rowsInWords } from '../../server/words/rows-in-words.ts'
import { said } from '../../server/words/said.ts'
import { cornerShop } from '../fixtures/corner-shop.ts'
import { randomChain } from '../fixtures/random-chain.ts'
import { openChain } from '../queries/chain.ts'
import type { CanonicalRows, Chain } from '../queries/chain.ts'

const all: readonly Metric[] = metrics
const byId = all.map((metric) => [metric.id, metric] as const)

/** Columns of text that the chain wrote itself: names, numbers, notes. */
const own = [
  ...['customer_id', 'store_id', 'product_id', 'campaign_id', 'cost_id', 'survey_id', 'member', 'parent'],
  ...['store', 'store_name', 'home_store', 'product_name', 'campaign', 'name', 'label', 'region', 'city'],
  ...['category', 'root_cause', 'item', 'term', 'comment', 'note', 'detail', 'kind', 'period'],
]

/** Columns that may hold codes and say of none what it is called. */
const untold = (columns: Columns): string[] =>
  Object.entries(columns).flatMap(([name, { unit, words, member_of }]) =>
    (unit === 'text' || unit === 'id') && !words && !member_of && !own.includes(name) ? [name] : [],
  )

/** What is wrong with words in any language. */
function faults(words: Words, columns: Columns): string[] {
  return Object.entries(words).flatMap(([code, word]) =>
    locales.flatMap((locale) => {
      const text = said(word, locale)
      const unknown = [...text.matchAll(/\{(\w+)\}/g)].filter(([, name]) => !Object.hasOwn(columns, name!))
      return text.trim() === '' || unknown.length > 0 ? [`${code}: ${text}`] : []
    }),
  )
}

describe('what codes are called', () => {
  it.each(byId)('%s: every column of codes has words', (_, { columns }) => {
    expect(untold(columns)).toEqual([])
  })

  it.each(byId)('%s: words exist in every language', (_, { columns }) => {
    for (const { words = {} } of Object.values(columns)) expect(faults(words, columns)).toEqual([])
  })

  it.each(byId)('%s: every choice has words', (_, { params, columns }) => {
    for (const { kind, choices = [], words = {} } of Object.values(params)) {
      if (kind !== 'choice') continue
      expect(choices.filter((choice) => !words[choice] && !/^\d+-\d+$/.test(choice))).toEqual([])
      expect(faults(words, columns)).toEqual([])
    }
  })

  it('members that every chain has are called something in every language', () => {
    for (const words of Object.values(memberWords))
      expect(faults(words, { member: column('text', 'Group', '分组') })).toEqual([])
  })

  it('a column of codes without words is found, and so is a word without a message', () => {
    expect(untold({ verdict: column('text', 'Verdict', '结论') })).toEqual(['verdict'])
    expect(() => faults({ odd: 'no_such_message' }, {})).toThrow('no_such_message')
    expect(faults({ spend: 'roi_group_spend' }, {})).not.toEqual([])
  })
})

const period = { from: '2024-01-01', to: '2025-03-31', base_from: '2023-01-01', base_to: '2024-01-31' }

describe.each([
  ['the corner shop', cornerShop],
  ['a random chain', randomChain(7)],
] as const)('an exported answer about %s', (_, rows: CanonicalRows) => {
  let chain: Chain
  beforeAll(async () => {
    chain = await openChain(rows)
  })
  afterAll(() => chain.close())
  const written = new Set(
    Object.values(rows).flatMap((table) => table.flatMap((row) => Object.values(row).map(String))),
  )
  const isCode = (text: string) => text !== 'null' && /^[a-z]\w*$/i.test(text) && !written.has(text)

  /** Codes that a reader would see: text as the engine gives it that neither the chain wrote nor the contract has words for. */
  const seen = ({ columns, values }: Answer, told: readonly CellValue[][]): string[] =>
    Object.entries(columns).flatMap(([name, { unit, words = {} }], at) => {
      const is_beside_name = name === 'member' && 'label' in columns
      if ((unit !== 'text' && unit !== 'id') || name === 'term' || is_beside_name) return []
      const texts = new Set(values[name]!.filter((value, nth) => value === told[nth]![at]).map(String))
      return [...texts].filter((text) => isCode(text) && !words[text]).map((text) => `${name}: ${text}`)
    })

  it.each(byId)('%s: tells every code of its own in words', async (id, metric) => {
    const choices = Object.entries(metric.params).flatMap(([name, { kind, choices = [] }]) =>
      kind === 'choice' ? choices.map((choice) => ({ [name]: choice })) : [],
    )
    const asked = id === 'customers/list' ? [{}] : [{}, ...choices, ...(metric.examples ?? [])]
    for (const one of asked) {
      const question = questionOf(metric, { ...period, ...one })
      const answer = await withStatistics(chain.engine).ask(question)
      for (const locale of locales)
        expect(seen(answer, rowsInWords(answer, { locale, params: question.params }))).toEqual([])
    }
  })
})
