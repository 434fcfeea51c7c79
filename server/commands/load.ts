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
import { dataDirOption, said } from './said.ts'

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
    .description(said('check files and load them as one batch', '检查文件，并作为一个批次载入'))
    .argument(
      '[paths...]',
      said(
        'files, folders or patterns: CSV, TSV, XLSX, Parquet, JSON Lines, also .gz',
        '文件、文件夹或通配符：CSV、TSV、XLSX、Parquet、JSON Lines，可为 .gz',
      ),
    )
    .option(
      '--mapping <file>',
      said(
        'a mapping file; without it columns are recognised by their names',
        '映射文件；不指定时按列名自动识别',
      ),
    )
    .option('--dry-run', said('check and report only', '只检查并报告'))
    .option(
      '--accept-rejects',
      said('load what is right even when many rows are rejected', '即使被拒绝的行较多，也载入正确的行'),
    )
    .option('-y, --yes', said('the same as --accept-rejects', '同 --accept-rejects'))
    .option('--rejects <file>', said('where to put the rejected rows', '被拒绝的行写到哪里'), 'rejects.csv')
    .option(...dataDirOption)
    .option('--chain-name <name>', said('set what pages call the chain', '设置页面上显示的企业名称'))
    .option(
      '--time-zone <zone>',
      said(
        'set the zone of the chain’s days, for example Asia/Shanghai',
        '设置企业所在时区，例如 Asia/Shanghai',
      ),
    )
    .option(
      '--currency <code>',
      said('set the currency of all amounts, for example CNY', '设置金额的货币，例如 CNY'),
    )
    .option('--json', said('print the report for machines', '输出供程序读取的报告'))
    .addHelpText(
      'after',
      said(
        '\nExit codes: 0 loaded, checked, or loaded before; 1 failed, nothing changed; 2 not understood;\n3 nothing loaded: a question is open or too many rows would be rejected.',
        '\n退出码：0 已载入、已检查或此前已载入；1 失败，没有任何改动；2 无法理解命令；\n3 未载入：有问题待回答，或将被拒绝的行过多。',
      ),
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
