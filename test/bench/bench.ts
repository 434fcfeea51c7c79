import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { readArguments, sizeText } from './arguments.ts'
import type { Section } from './arguments.ts'
import { chainFolder } from './chain-folder.ts'
import type { ChainFolder } from './chain-folder.ts'
import type { Figure, Findings } from './figure.ts'
import { detailTable, figureTable } from './report.ts'
import type { SizeReport } from './report.ts'
import { measureConditions } from './sections/conditions.ts'
import { measureHttp } from './sections/http.ts'
import { measureIncrement } from './sections/increment.ts'
import { measureLoad } from './sections/load.ts'
import { measureMetrics } from './sections/metrics.ts'
import { measurePages } from './sections/pages.ts'

const chains = 'reports/bench-chains'
const say = (text: string) => process.stdout.write(`${text}\n`)

type Measure = (chain: ChainFolder, found: readonly Figure[]) => Promise<Findings>
const measures: Readonly<Record<Section, Measure>> = {
  load: measureLoad,
  increment: (chain, found) =>
    measureIncrement(chain, found.find(({ name }) => name === 'full load')?.value ?? null),
  metrics: measureMetrics,
  conditions: measureConditions,
  http: measureHttp,
  pages: measurePages,
}

const options = readArguments(process.argv.slice(2))
const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  processors: availableParallelism(),
  memory_bytes: totalmem(),
  node: process.version,
}
mkdirSync(chains, { recursive: true })
say(
  `${machine.processors} × ${machine.processor}, ${(machine.memory_bytes / 1e9).toFixed(0)} GB, Node ${machine.node}, seed ${options.seed}`,
)

const reports: SizeReport[] = []
for (const lines of options.lines) {
  say(`\nA chain of ${sizeText(lines)} purchase lines …`)
  const chain = await chainFolder(chains, lines, options.seed)
  const report: SizeReport = { lines, figures: [], details: [], notes: [], busy: {} }
  reports.push(report)
  for (const section of options.only) await measure(section, chain, report)
  if (!options.keep) chain.remove()
}

say(
  `\n${figureTable(reports)}\n\nTargets are meant for 100m lines on two cores with 24 GB. Written to reports/bench.json`,
)

async function measure(section: Section, chain: ChainFolder, report: SizeReport): Promise<void> {
  const started = performance.now()
  const { figures, details = [], notes = [] } = await measures[section](chain, report.figures)
  report.figures.push(...figures)
  report.details.push(...details.map((detail) => ({ section, ...detail })))
  report.notes.push(...notes)
  report.busy[section] = loadavg()[0]!
  const written = { measured_at: new Date(), options, machine, reports }
  writeFileSync('reports/bench.json', `${JSON.stringify(written, null, 2)}\n`)
  say(
    `\n── ${section}, ${sizeText(chain.lines)} (${((performance.now() - started) / 1000).toFixed(0)} s; load average ${loadavg()[0]!.toFixed(1)})`,
  )
  if (details.length > 0) say(detailTable(details))
  for (const note of notes) say(note)
}
