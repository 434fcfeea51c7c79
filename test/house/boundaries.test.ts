import { describe, expect, it } from 'vitest'
import { importsBelow, importsOf, read, sourceFiles, type Import } from './imports.ts'

interface Rule {
  readonly folder: RegExp
  readonly never: RegExp
  readonly except?: RegExp
}

const arrow = 'apache-arrow|@uwdata/flechette'
const rules: Record<string, Rule> = {
  'queries know no runtime, framework or engine': {
    folder: /^queries\//,
    never: /^(node:|fastify|@fastify|@duckdb|chdb|svelte|@sveltejs|echarts|server\/|web\/)/,
  },
  'the engine knows neither HTTP nor pages': {
    folder: /^server\/engine\//,
    never: /^(fastify|@fastify|server\/routes|server\/app|web\/)/,
  },
  'statistics are pure mathematics': {
    folder: /^server\/stats\//,
    never: /^(node:|fastify|@duckdb|queries\/|web\/|server\/(?!stats\/))/,
  },
  'routes know no engine library and no page': {
    folder: /^server\/(routes\/|app\.ts)/,
    never: new RegExp(`^(@duckdb|chdb|${arrow}|web/)`),
  },
  'wiring knows no page and no test': { folder: /^server\/(main|config)\.ts/, never: /^(web\/|test\/)/ },
  'pages know no server': { folder: /^web\//, never: /^(server\/|node:|@duckdb|fastify|chdb)/ },
  'only the charts know ECharts': { folder: /^web\/(?!lib\/charts\/)/, never: /^echarts/ },
  'a chart is given its rows': {
    folder: /^web\/lib\/charts\//,
    never: /^(queries\/(?!metric\.ts)|web\/lib\/api)/,
  },
}

const violations = (imports: readonly Import[], { folder, never, except }: Rule): string[] =>
  imports
    .filter(({ from, to }) => folder.test(from) && never.test(to) && !except?.test(from))
    .map(({ from, to }) => `${from} imports ${to}`)

describe('each folder imports only what it may', () => {
  const imports = importsBelow('queries', 'server', 'web')
  for (const [title, rule] of Object.entries(rules)) {
    it(title, () => expect(violations(imports, rule)).toEqual([]))
  }

  it('finds a violation that was planted', () => {
    const planted = importsOf(
      'queries/kpi/planted.ts',
      "import { readFileSync } from 'node:fs'\nimport x from '../../server/app.ts'",
    )
    expect(violations(planted, rules['queries know no runtime, framework or engine']!)).toEqual([
      'queries/kpi/planted.ts imports node:fs',
      'queries/kpi/planted.ts imports server/app.ts',
    ])
  })

  it('reads the environment only where the service is wired', () => {
    const readers = sourceFiles('server').filter((file) => /process\.env\b/.test(read(file)))
    expect(readers.filter((file) => !/^server\/(main|config)\.ts$/.test(file))).toEqual([])
  })
})
