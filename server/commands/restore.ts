import { mkdirSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Locale } from '../../queries/metric.ts'
import { languageOfTerminal, readConfig } from '../config.ts'
import { readModel } from '../load/build-model.ts'
import { requireSpaceAt } from '../load/job-failure.ts'
import { runJob } from '../load/job-run.ts'
import type { JobResult } from '../load/job.ts'
import { makeWorkDir } from '../load/process-work.ts'
import { finishRestore } from '../load/recover-state.ts'
import { dataDir } from '../state/data-dir.ts'
import { activeBatches } from '../state/ledger.ts'
import { requireEmpty, unpackBackup } from '../state/restore.ts'
import { openState } from '../state/state.ts'
import { onTerminal } from './run-here.ts'
import { dataDirOption, said } from './said.ts'

const says: Readonly<Record<Locale, (folder: string, batches: number) => string>> = {
  en: (folder, batches) => `Restored ${batches} batches into ${folder}.\n`,
  'zh-CN': (folder, batches) => `已把 ${batches} 个批次恢复到 ${folder}。\n`,
}

/** `regulars restore`: puts a backup into an empty folder and builds its snapshot. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description(said('restore a backup into an empty data folder', '把备份恢复到空的数据文件夹'))
    .argument('<file>', said('an archive that “regulars backup” wrote', '由 regulars backup 写出的备份文件'))
    .option(...dataDirOption)
    .option('--json', said('print the result for machines', '输出供程序读取的结果'))
    .addHelpText(
      'after',
      said(
        '\nExit codes: 0 restored; 1 refused or failed, nothing restored; 2 not understood.',
        '\n退出码：0 已恢复；1 被拒绝或失败，没有恢复任何内容；2 无法理解命令。',
      ),
    )
    .action(async (file: string, { dataDir, json }: { dataDir?: string; json?: boolean }) => {
      const data_dir = resolve(dataDir ?? readConfig().data_dir)
      const { batches, data_version } = await restore(resolve(file), data_dir)
      const text = JSON.stringify({ data_dir, batches, data_version })
      process.stdout.write(json ? `${text}\n` : says[languageOfTerminal()](data_dir, batches))
    })
}

/** Restores an archive; returns how many batches are loaded now and the version of the snapshot that was built. */
export async function restore(
  path: string,
  data_dir: string,
): Promise<{ batches: number; data_version: JobResult['data_version'] }> {
  const dir = dataDir(data_dir)
  requireEmpty(dir)
  mkdirSync(dir.root, { recursive: true })
  const work_dir = makeWorkDir(dir)
  return onTerminal(async (on_progress, signal) => {
    try {
      await unpackBackup(path, dir, work_dir, {
        signal,
        onHead: ({ bytes }) => requireSpaceAt(dir.root, bytes),
        onBytes: (rows, total) => on_progress({ stage: 'reading', part: null, rows, total }),
      })
    } finally {
      rmSync(work_dir, { recursive: true, force: true })
    }
    finishRestore(dir)
    const { data_version } = await runJob(
      { kind: 'rebuild' },
      { data_dir, model: readModel(), on_progress, signal },
    )
    const state = openState(data_dir)
    try {
      return { batches: activeBatches(state).length, data_version }
    } finally {
      state.close()
    }
  })
}
