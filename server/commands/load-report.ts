import type { Locale } from '../../queries/metric.ts'
import { canonicalTables } from '../../queries/tables.ts'
import { reasonText } from '../load/check/reasons.ts'
import type { CheckReport, Finding, Note, SourceReport, TableReport } from '../../queries/loading/report.ts'
import type { JobResult } from '../load/job.ts'
import type { Question } from '../../queries/loading/plan.ts'
import { tableText } from './table-text.ts'

const most_choices = 20
const columns = {
  en: ['Table', 'Rows', 'New', 'Corrected', 'Unchanged', 'Duplicates', 'Rejected', 'From', 'To'],
  'zh-CN': ['表', '行数', '新增', '更正', '未变', '重复', '拒绝', '起', '止'],
} as const

const says = {
  en: {
    rejected: (n: number) => `Rejected: ${n}`,
    found: (n: number) => `Found: ${n}`,
    read: () => 'Read so',
    sum: (amount: string) => `${amount} in all.`,
    checked: () => 'Checked only; nothing was loaded.',
    loaded: (id: string) => `Loaded as batch ${id}.`,
    already: (id: string) => `Batch ${id} already holds exactly this; nothing was done.`,
    asks: () => 'Nothing was loaded: these questions come first. Answer them in a mapping file (--mapping).',
    too_many: (share: string, most: string) =>
      `Nothing was loaded: ${share} of the rows would be rejected, more than ${most}. Mend the files, or accept it with --accept-rejects.`,
    rejects: (path: string) => `The rejected rows are in ${path}.`,
    built: (how: string, seconds: string) => `Snapshot: ${how}, ${seconds} s.`,
    how: {
      full: 'built whole',
      increment: 'only what changed was built',
      republished: 'an earlier one again',
    },
    example: 'e.g.',
    line: 'line',
    row: 'row of the select',
  },
  'zh-CN': {
    rejected: (n: number) => `拒绝：${n}`,
    found: (n: number) => `发现：${n}`,
    read: () => '读取方式',
    sum: (amount: string) => `合计 ${amount}。`,
    checked: () => '仅检查，未载入任何数据。',
    loaded: (id: string) => `已载入，批次 ${id}。`,
    already: (id: string) => `批次 ${id} 已包含完全相同的内容，无需载入。`,
    asks: () => '未载入：请先回答以下问题，在映射文件中说明（--mapping）。',
    too_many: (share: string, most: string) =>
      `未载入：将有 ${share} 的行被拒绝，超过 ${most}。请修正文件，或用 --accept-rejects 接受。`,
    rejects: (path: string) => `被拒绝的行见 ${path}。`,
    built: (how: string, seconds: string) => `快照：${how}，${seconds} 秒。`,
    how: { full: '全部构建', increment: '只构建有变化的部分', republished: '重新启用此前的快照' },
    example: '例如',
    line: '行',
    row: '查询结果行',
  },
} as const

/** What a load or a check did, for a person at a terminal. `rejects_path` is where the rejected rows were put, if anywhere. */
export function loadReport(result: JobResult, rejects_path: string | null, locale: Locale): string {
  const say = says[locale]
  const { check, build, batch_id, outcome } = result
  const lines = check ? [...tableLines(check, locale), ...findingLines(check, locale)] : []
  if (outcome === 'checked' && check?.verdict === 'ok') lines.push(say.checked())
  if (outcome === 'loaded') lines.push(say.loaded(batch_id!))
  if (outcome === 'already_loaded') lines.push(say.already(batch_id!))
  if (check && outcome !== 'loaded') lines.push(...verdictLines(check, locale))
  if (rejects_path) lines.push(say.rejects(rejects_path))
  if (build) lines.push(say.built(say.how[build.how], (build.took_ms / 1000).toFixed(1)))
  return `${lines.join('\n')}\n`
}

/** The questions that must be answered before a plan can be checked, one a line. */
export function questionLines(questions: readonly Question[], locale: Locale): string {
  const lines = questions.map(({ code, source, column, table, field, choices, examples }) => {
    const where = [source, table && canonicalTables[table].title[locale], field, column]
      .filter(Boolean)
      .join(' › ')
    const params = { source, column: column ?? '', table: table ?? '', field: field ?? '' }
    const offered = [...choices.slice(0, most_choices), ...(choices.length > most_choices ? ['…'] : [])].join(
      ' | ',
    )
    return `- ${where}: ${reasonText(code, locale, params)} ${offered}${examples.length > 0 ? ` (${examples.join(', ')})` : ''}`
  })
  return `${[says[locale].asks(), ...lines].join('\n')}\n`
}

function tableLines({ tables }: CheckReport, locale: Locale): string[] {
  if (tables.length === 0) return []
  const rows = tables.map((each) => [
    canonicalTables[each.table].title[locale],
    each.rows_in,
    each.new,
    each.corrected,
    each.unchanged,
    each.duplicates,
    each.rejected,
    each.from,
    each.to,
  ])
  return [tableText(columns[locale], rows)]
}

function findingLines({ sources, tables }: CheckReport, locale: Locale): string[] {
  const say = says[locale]
  const told = (title: string, findings: readonly Finding[], where: string) =>
    findings.length === 0
      ? []
      : [`${where} · ${title}`, ...findings.map((finding) => findingLine(finding, locale))]
  const total = (findings: readonly Finding[]) => findings.reduce((sum, { rows }) => sum + rows, 0)
  const ofSource = ({ file, reasons }: SourceReport) => told(say.rejected(total(reasons)), reasons, file)
  const ofTable = ({ table, reasons, findings, notes, sums }: TableReport) => {
    const where = canonicalTables[table].title[locale]
    return [
      ...readLines(`${where} · ${say.read()}`, notes, sums, locale),
      ...told(say.rejected(total(reasons)), reasons, where),
      ...told(say.found(total(findings)), findings, where),
    ]
  }
  return [...sources.flatMap(ofSource), ...tables.flatMap(ofTable)]
}

function readLines(title: string, notes: readonly Note[], sums: TableReport['sums'], locale: Locale) {
  const lines = [
    ...notes.map(({ code, field, params }) => [field, reasonText(code, locale, params)]),
    ...Object.entries(sums).map(([field, sum]) => [field, says[locale].sum(shorter(sum))]),
  ]
  if (lines.length === 0) return []
  return [title, ...lines.map(([field, text]) => `  ${field ? `${field}: ` : ''}${text}`)]
}

/** An amount without the zeros beyond its cents. */
const shorter = (amount: string) => amount.replace(/(\.\d\d\d*?)0+$/, '$1')

function findingLine({ code, field, params, rows, samples }: Finding, locale: Locale): string {
  const [sample] = samples
  const say = says[locale]
  const text = reasonText(code, locale, params)
  const example = sample
    ? ` ${say.example} ${sample.file ? `${sample.file} ${say.line}` : say.row} ${sample.line}: ${sample.value ?? '—'}`
    : ''
  return `  ${rows} × ${field ? `${field}: ` : ''}${text}${example}`
}

function verdictLines(
  { verdict, questions, reject_share, max_reject_share }: CheckReport,
  locale: Locale,
): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`
  if (verdict === 'needs_answer') return [questionLines(questions, locale).trimEnd()]
  if (verdict === 'too_many_rejects')
    return [says[locale].too_many(percent(reject_share), percent(max_reject_share))]
  return []
}
