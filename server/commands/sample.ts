import { Command } from 'commander'
import { isDay } from '../../queries/day.ts'
import { FolderInUse, generateChain, sampleDefaults, sampleLimits } from '../../sample-data/generate.ts'
import type { SampleOptions, SampleProgress } from '../../sample-data/generate.ts'
import { ProductError } from '../errors.ts'
import { said } from './said.ts'

/** What was written; `files` in the order of the canonical tables, `rows` without the header. */
export interface SampleReport {
  readonly folder: string
  readonly seconds: number
  readonly customers: number
  readonly purchase_lines: number
  readonly files: readonly { readonly file: string; readonly table: string; readonly rows: number }[]
}

/**
 * Writes the sample chain into `out`, complete or not at all. Throws `sample_folder_in_use` when the folder holds
 * other files, or the signal's reason.
 */
export async function sample(options: SampleOptions): Promise<SampleReport> {
  const started = performance.now()
  try {
    const truth = await generateChain(options)
    return {
      folder: options.out,
      seconds: Math.round(performance.now() - started) / 1000,
      customers: truth.totals.customers,
      purchase_lines: truth.rows.purchases?.in_files ?? 0,
      files: truth.files.map(({ file, table, rows }) => ({ file, table, rows })),
    }
  } catch (error) {
    if (error instanceof FolderInUse) throw new ProductError('sample_folder_in_use', { path: error.folder })
    throw error
  }
}

/** `regulars sample`: progress on a terminal, one line at the end, or the report as JSON. Ctrl-C leaves no files. */
export function sampleCommand(): Command {
  return new Command('sample')
    .description(
      said(
        'write the files of a believable retail chain, with known truths planted in them',
        '生成一家仿真零售连锁的数据文件，其中埋有已知结论',
      ),
    )
    .option(
      '--customers <count>',
      said('members of the chain', '会员人数'),
      whole('customers'),
      sampleDefaults.customers,
    )
    .option('--years <count>', said('years of history', '历史年数'), whole('years'), sampleDefaults.years)
    .option(
      '--seed <number>',
      said('another seed makes another chain', '随机种子，不同种子生成不同的连锁'),
      whole('seed'),
      sampleDefaults.seed,
    )
    .option(
      '--stores <count>',
      said('stores (default: fits the customers)', '门店数（默认：与会员数相称）'),
      whole('stores'),
    )
    .option('--end <day>', said('last day of the history', '历史的最后一天'), day, sampleDefaults.end_day)
    .option(
      '--format <format>',
      said(
        'csv or parquet (default: parquet above 200,000 customers)',
        'csv 或 parquet（默认：超过 20 万会员时用 parquet）',
      ),
      format,
    )
    .option('--out <folder>', said('folder for the files', '文件写到哪个文件夹'), 'data/sample')
    .option('--json', said('print a report for machines', '输出供程序读取的报告'))
    .action(async ({ json, end, ...options }) => {
      const abort = new AbortController()
      const stop = () => abort.abort()
      process.once('SIGINT', stop)
      const progress = process.stderr.isTTY && !json ? showProgress : undefined
      const report = await sample({ ...options, end_day: end, progress, signal: abort.signal })
      process.off('SIGINT', stop)
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : summary(report))
    })
}

function whole(name: keyof typeof sampleLimits) {
  return (value: string): number => {
    const [min, max] = sampleLimits[name]
    const number = Number(value)
    if (/^\d+$/.test(value) && number >= min && number <= max) return number
    throw new ProductError('bad_count', { parameter: `--${name}`, min, max, value })
  }
}

function day(value: string): string {
  if (isDay(value)) return value
  throw new ProductError('bad_date', { parameter: '--end', value })
}

function format(value: string): 'csv' | 'parquet' {
  if (value === 'csv' || value === 'parquet') return value
  throw new ProductError('bad_choice', { parameter: '--format', choices: 'csv, parquet', value })
}

function showProgress({ done, purchase_lines }: SampleProgress): void {
  const percent = `${Math.floor(done * 100)}`.padStart(3)
  process.stderr.write(
    `\r\x1b[KSample chain ${percent}%  ${purchase_lines.toLocaleString('en')} purchase lines`,
  )
  if (done >= 1) process.stderr.write('\r\x1b[K')
}

function summary({ folder, seconds, customers, purchase_lines, files }: SampleReport): string {
  const counts = `${customers.toLocaleString('en')} customers, ${purchase_lines.toLocaleString('en')} purchase lines`
  return `Wrote ${files.length} files to ${folder} in ${seconds.toFixed(1)} s: ${counts}. What is planted in them: truth.json\n`
}
