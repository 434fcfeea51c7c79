import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { metricById } from '../../../queries/index.ts'
import type { Metric } from '../../../queries/metric.ts'
import { arrowRows } from '../../../web/lib/arrow-rows.ts'
import { Dice } from '../../fixtures/random-chain.ts'
import { benchQuestion } from '../bench-question.ts'
import type { ChainFolder } from '../chain-folder.ts'
import type { Figure, Findings } from '../figure.ts'
import { fire } from '../fire.ts'
import type { Salvo } from '../fire.ts'
import { history } from '../make-chain.ts'
import { serveProduct, serveScript } from '../served.ts'
import { atShare } from '../spread.ts'

const salvo_ms = 3_000
/** Cached answers and the bare route are fired at in turns, so that what else the machine does meets both. */
const turns = 7
const turn_ms = 700
const cached_connections = [1, 4, 16, 64]
const uncached_connections = [1, 2, 4, 8, 16]
/** The cards of the Overview. */
const asked_often = [
  'sales',
  'customers',
  'repeat_rate',
  'churn',
  'satisfaction',
  'complaints',
  'leaderboard',
]
const wide = [
  `kpi/leaderboard?from=2025-11-01&to=${history.to}&base_from=2024-11-01&base_to=2025-10-31&by=store`,
  `churn/cohorts?from=${history.from}&to=${history.to}`,
  `customers/list?from=2025-11-01&to=${history.to}&limit=1000`,
]
const path = (question: string, format: string) => `/api/metrics/${question}&format=${format}`

/** The product's server against a bare one that returns the same bytes, and Arrow against JSON. */
export async function measureHttp(chain: ChainFolder): Promise<Findings> {
  await chain.loadOnce()
  const server = await serveProduct(chain.data)
  try {
    const cached = await measureCached(chain, server.port, server.url)
    const uncached = await measureUncached(chain, server.port)
    return { figures: [...cached, ...uncached, ...(await measureFormats(server.url))] }
  } finally {
    await server.stop()
  }
}

async function measureCached(chain: ChainFolder, port: number, url: string): Promise<Figure[]> {
  const question = path(`kpi/sales?from=2025-11-01&to=${history.to}&grain=week`, 'arrow')
  const response = await fetch(url + question, { headers: { 'accept-encoding': 'identity' } })
  const file = join(chain.work, 'answer')
  writeFileSync(file, await response.bytes())
  const bare = await serveScript('bare-server.ts', file, response.headers.get('content-type')!)
  try {
    const both = async (connections: number) => ({
      least: await fire(bare.port, () => '/answer', connections, turn_ms),
      product: await fire(port, () => question, connections, turn_ms),
    })
    await both(Math.max(...cached_connections))
    const figures: Figure[] = []
    for (const connections of cached_connections) {
      const pairs = []
      for (let turn = 0; turn < turns; turn += 1) pairs.push(await both(connections))
      figures.push(
        ...salvoFigures(`cached, ${connections} connections`, middleOf(pairs.map(({ product }) => product))),
        {
          ...{
            section: 'http',
            name: `cached, ${connections} connections, of the bare route`,
            unit: 'share',
          },
          value: atShare(
            pairs.map(({ product, least }) => product.per_second / least.per_second),
            0.5,
          ),
          target: { at_least: 0.7 },
        },
      )
    }
    return figures
  } finally {
    await bare.stop()
  }
}

/** The salvo that half of them were not faster than. */
function middleOf(salvos: readonly Salvo[]): Salvo {
  return salvos.toSorted((a, b) => a.per_second - b.per_second)[Math.floor(salvos.length / 2)]!
}

async function measureUncached(chain: ChainFolder, port: number): Promise<Figure[]> {
  const next = newQuestions(new Dice(chain.seed + 5))
  const figures: Figure[] = []
  for (const connections of uncached_connections)
    figures.push(
      ...salvoFigures(`uncached, ${connections} connections`, await fire(port, next, connections, salvo_ms)),
    )
  return figures
}

/** Questions none of which was asked before. */
function newQuestions(dice: Dice): () => string {
  const known = new Set<string>()
  return () => {
    for (;;) {
      const metric = metricById.get(`kpi/${dice.pick(asked_often)}`)!
      const question = path(`${metric.id}?${searchOf(metric, dice)}`, 'arrow')
      if (known.has(question)) continue
      known.add(question)
      return question
    }
  }
}

function searchOf(metric: Metric, dice: Dice): URLSearchParams {
  const { from, to, ...others } = benchQuestion(dice, metric) as Record<string, string | string[]>
  const search = new URLSearchParams({ from: from as string, to: to as string })
  for (const [name, value] of Object.entries(others))
    if (name in metric.params) for (const one of [value].flat()) search.append(name, one)
  return search
}

function salvoFigures(name: string, { per_second, p99_ms, refused }: Salvo): Figure[] {
  return [
    { section: 'http', name, unit: 'rate', value: per_second },
    ...(p99_ms === null
      ? []
      : [{ section: 'http', name: `${name}, p99`, unit: 'ms', value: p99_ms } as const]),
    ...(refused === 0
      ? []
      : [{ section: 'http', name: `${name}, refused`, unit: 'n', value: refused } as const]),
  ]
}

async function measureFormats(url: string): Promise<Figure[]> {
  const sums = { arrow_bytes: 0, json_bytes: 0, arrow_ms: 0, json_ms: 0 }
  for (const question of wide) {
    const [arrow, json] = await Promise.all(
      ['arrow', 'json'].map(async (format) => (await fetch(url + path(question, format))).bytes()),
    )
    const { columns } = metricById.get(question.split('?')[0]!)!
    const text = new TextDecoder().decode(json!)
    sums.arrow_bytes += arrow!.length
    sums.json_bytes += json!.length
    sums.arrow_ms += median(() => arrowRows(arrow!, columns))
    sums.json_ms += median(() => JSON.parse(text))
  }
  const figure = (name: string, unit: Figure['unit'], value: number): Figure => ({
    section: 'http',
    name,
    unit,
    value,
  })
  return [
    figure('three wide answers as Arrow', 'bytes', sums.arrow_bytes),
    figure('three wide answers as JSON', 'bytes', sums.json_bytes),
    figure('decoding them from Arrow', 'ms', sums.arrow_ms),
    figure('decoding them from JSON', 'ms', sums.json_ms),
  ]
}

function median(work: () => unknown): number {
  const times = Array.from({ length: 41 }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  })
  return atShare(times, 0.5)
}
