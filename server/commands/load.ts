import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { languageOfTerminal, readConfig } from '../config.ts'
import type { JobRequest, JobResult } from '../load/job.ts'
import { readMappingFile } from '../load/map/mapping-file.ts'
import { suggestPlan } from '../load/map/suggest-plan.ts'
import type { Plan, Question } from '../../queries/loading/plan.ts'
import { detectFile } from '../load/read/detect-file.ts'
import { expandInputs } from '../load/read/expand-inputs.ts'
import { openRepaired } from '../load/recover-state.ts'
import { listMappings } from '../state/mappings.ts'
import { readSettings, type Settings } from '../state/settings.ts'
import { loadReport, questionLines } from './load-report.ts'
import { runHere } from './run-here.ts'

interface Options {
  readonly mapping?: string
  readonly dryRun?: boolean
  readonly acceptRejects?: boolean
  readonly yes?: boolean
  readonly rejects: string
  readonly dataDir?: string
  readonly chainName?: string
  readonly timeZone?: string
  readonly currency?: string
  readonly json?: boolean
}

const stopped = 3

/** `regulars load`: checks files and loads them as one batch, with progress on the terminal. */
export function loadCommand(): Command {
  return new Command('load')
    .description('check files and load them as one batch')
    .argument('[paths...]', 'files, folders or patterns: CSV, TSV, XLSX, Parquet, JSON Lines, also .gz')
    .option('--mapping <file>', 'a mapping file; without it columns are recognised by their names')
    .option('--dry-run', 'check and report only')
    .option('--accept-rejects', 'load what is right even when many rows are rejected')
    .option('-y, --yes', 'the same as --accept-rejects')
    .option('--rejects <file>', 'where to put the rejected rows', 'rejects.csv')
    .option('--data-dir <folder>', 'folder of the chain’s data (default: DATA_DIR or ./data)')
    .option('--chain-name <name>', 'set what pages call the chain')
    .option('--time-zone <zone>', 'set the zone of the chain’s days, for example Asia/Shanghai')
    .option('--currency <code>', 'set the currency of all amounts, for example CNY')
    .option('--json', 'print the report for machines')
    .addHelpText(
      'after',
      '\nExit codes: 0 loaded, checked, or loaded before; 1 failed, nothing changed; 2 not understood;\n3 nothing loaded: a question is open or too many rows would be rejected.',
    )
    .action((paths: string[], options: Options, command: Command) =>
      paths.length > 0 || options.mapping
        ? load(paths, options)
        : command.error("error: name files or folders, or a mapping file with '--mapping'"),
    )
}

async function load(paths: string[], options: Options): Promise<void> {
  const locale = languageOfTerminal()
  const data_dir = resolve(options.dataDir ?? readConfig().data_dir)
  const settings = settingsOf(options)
  const { plan, questions } = await planFor(paths, options, data_dir, settings)
  if (questions.length > 0) {
    process.stdout.write(
      options.json ? `${JSON.stringify({ questions })}\n` : questionLines(questions, locale),
    )
    process.exitCode = stopped
    return
  }
  const rejects_to = resolve(options.rejects)
  const request: JobRequest = options.dryRun
    ? { kind: 'check', plan, rejects_to, locale }
    : {
        kind: 'commit',
        plan,
        rejects_to,
        locale,
        settings,
        accept_rejects: !!(options.acceptRejects || options.yes),
        by: 'terminal',
      }
  const result = await runHere(request, data_dir)
  const rejects = hasRejects(result) && existsSync(rejects_to) ? rejects_to : null
  process.stdout.write(
    options.json ? `${JSON.stringify({ ...result, rejects })}\n` : loadReport(result, rejects, locale),
  )
  if (result.outcome === 'stopped') process.exitCode = stopped
}

function settingsOf({ chainName, timeZone, currency }: Options): Partial<Settings> {
  return {
    ...(chainName !== undefined && { chain_name: chainName }),
    ...(timeZone !== undefined && { time_zone: timeZone }),
    ...(currency !== undefined && { currency }),
  }
}

async function planFor(
  paths: readonly string[],
  { mapping }: Options,
  data_dir: string,
  settings: Partial<Settings>,
): Promise<{ plan: Plan; questions: readonly Question[] }> {
  const { state } = openRepaired(data_dir)
  const { time_zone } = { ...readSettings(state), ...settings }
  const saved = listMappings(state)
  state.close()
  const files = paths.length > 0 ? await expandInputs(paths) : undefined
  if (mapping) return { plan: await readMappingFile(mapping, files, time_zone), questions: [] }
  const detections = []
  for (const file of files ?? []) detections.push(await detectFile(file))
  return suggestPlan(detections, { time_zone, saved })
}

function hasRejects({ check }: JobResult): boolean {
  return !!check && [...check.sources, ...check.tables].some(({ rejected }) => rejected > 0)
}
