import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Locale } from '../../queries/metric.ts'
import { languageOfTerminal, readConfig } from '../config.ts'
import { readModel } from '../load/build-model.ts'
import { runJob } from '../load/job-run.ts'
import type { OnProgress } from '../load/job.ts'
import { inspect } from '../load/recover-inspect.ts'
import { recover, type Found } from '../load/recover.ts'
import { currentSnapshot, listBatches } from '../state/ledger.ts'
import { openState, type State } from '../state/state.ts'
import { requireLoaded } from './require-loaded.ts'
import { onTerminal } from './run-here.ts'
import { tableText } from './table-text.ts'
import { dataDirOption, said } from './said.ts'

interface Report {
  /** True when nothing is wrong any more. */
  readonly sound: boolean
  readonly found: readonly Found[]
  readonly data_version: string | null
  readonly batches: readonly { id: string; status: string; registered_at: string; rows: number }[]
}

/** `regulars check`: reads everything and compares it; with `--repair` also repairs what can be repaired. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      said('verify state, batches and snapshot against each other', '核对状态库、批次和快照是否一致'),
    )
    .option('--repair', said('repair what can be repaired', '修复可以修复的问题'))
    .option(...dataDirOption)
    .option('--json', said('print the report for machines', '输出供程序读取的报告'))
    .addHelpText(
      'after',
      said(
        '\nExit codes: 0 sound, or sound after repair; 1 something is wrong; 2 not understood.',
        '\n退出码：0 完好，或修复后完好；1 存在问题；2 无法理解命令。',
      ),
    )
    .action(async ({ repair, dataDir, json }: { repair?: boolean; dataDir?: string; json?: boolean }) => {
      const data_dir = resolve(dataDir ?? readConfig().data_dir)
      requireLoaded(data_dir)
      const report = await onTerminal((on_progress, signal) => check(data_dir, !!repair, on_progress, signal))
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : written(report, languageOfTerminal()))
      if (!report.sound) process.exitCode = 1
    })
}

/** Inspects a data folder, after repairing it when asked to. */
export async function check(
  data_dir: string,
  repair: boolean,
  on_progress: OnProgress,
  signal?: AbortSignal,
): Promise<Report> {
  const model = readModel()
  const repaired = repair ? await repairAll(data_dir, on_progress, signal) : []
  const state = openState(data_dir)
  try {
    const found = await inspect({ state, model, on_progress, signal })
    return { sound: found.length === 0, found: [...repaired, ...found], ...summary(state) }
  } finally {
    state.close()
  }
}

async function repairAll(data_dir: string, on_progress: OnProgress, signal?: AbortSignal): Promise<Found[]> {
  const model = readModel()
  const { state, found, rebuild } = await recover(data_dir, model)
  const broken = rebuild ? [] : (await inspect({ state, model, on_progress, signal })).filter(isSnapshot)
  state.close()
  const damaged = found.some(({ code }) => code === 'batch_damaged')
  if ((!rebuild && broken.length === 0) || damaged) return found.filter((each) => each.repaired)
  await runJob({ kind: 'rebuild' }, { data_dir, model, on_progress, signal })
  return [...found, ...broken].map((each) => ({ ...each, repaired: true }))
}

const isSnapshot = ({ code }: Found) => code.startsWith('snapshot_')

function summary(state: State): Pick<Report, 'data_version' | 'batches'> {
  const batches = listBatches(state).map(({ id, status, registered_at, manifest }) => ({
    id,
    status,
    registered_at,
    rows: Object.values(manifest.tables).reduce((sum, { rows }) => sum + rows, 0),
  }))
  return { data_version: currentSnapshot(state)?.data_version ?? null, batches }
}

const texts: Readonly<Record<Found['code'], Readonly<Record<Locale, string>>>> = {
  restore_finished: { en: 'an interrupted restore was finished', 'zh-CN': '已完成此前中断的恢复' },
  state_damaged: { en: 'the state store is damaged', 'zh-CN': '状态库已损坏' },
  state_rebuilt: {
    en: 'the state store was read again from the batches; saved mappings are gone',
    'zh-CN': '已从批次重建状态库，已保存的映射丢失',
  },
  unfinished: { en: 'left by a load that did not finish', 'zh-CN': '未完成的载入留下的内容' },
  manifest_differs: { en: 'the manifest is not the one in the ledger', 'zh-CN': '清单与账本不一致' },
  batch_damaged: {
    en: 'not as it was written; undo the batch and load its files again, or restore a backup',
    'zh-CN': '与写入时不一致，请撤销该批次后重新载入，或恢复备份',
  },
  snapshot_damaged: { en: 'the snapshot is damaged', 'zh-CN': '快照已损坏' },
  snapshot_missing: { en: 'the snapshot is missing', 'zh-CN': '缺少快照' },
  snapshot_outdated: { en: 'the snapshot is not of what is loaded', 'zh-CN': '快照与已载入的数据不符' },
}
const says = {
  en: {
    sound: 'Everything agrees.',
    wrong: 'Something is wrong; “regulars check --repair” repairs what can be repaired.',
    repaired: 'repaired',
    titles: ['Batch', 'State', 'Loaded at', 'Rows'],
    status: { active: 'active', undone: 'undone' } as Record<string, string>,
  },
  'zh-CN': {
    sound: '全部一致。',
    wrong: '存在问题；可用 regulars check --repair 修复能修复的部分。',
    repaired: '已修复',
    titles: ['批次', '状态', '载入时间', '行数'],
    status: { active: '有效', undone: '已撤销' } as Record<string, string>,
  },
} as const

function written({ sound, found, batches }: Report, locale: Locale): string {
  const say = says[locale]
  const rows = batches.map(({ id, status, registered_at, rows }) => [
    id,
    say.status[status]!,
    registered_at,
    rows,
  ])
  const told = found.map(
    ({ code, what, repaired }) => `- ${texts[code][locale]}: ${what}${repaired ? ` (${say.repaired})` : ''}`,
  )
  return [tableText(say.titles, rows), ...told, sound ? say.sound : say.wrong, ''].join('\n')
}
