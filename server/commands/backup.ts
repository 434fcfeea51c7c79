import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Locale } from '../../queries/metric.ts'
import { languageOfTerminal, readConfig } from '../config.ts'
import { makeWorkDir } from '../load/process-work.ts'
import { openRepaired } from '../load/recover-state.ts'
import { writeBackup, type BackupReport } from '../state/backup.ts'
import { requireLoaded } from './require-loaded.ts'
import { onTerminal } from './run-here.ts'
import { dataDirOption, said } from './said.ts'

const says: Readonly<Record<Locale, (report: BackupReport) => string>> = {
  en: ({ path, batches, bytes }) =>
    `Wrote ${path}: ${batches} batches, ${(bytes / 1e6).toFixed(1)} MB. It holds the key of the personal fields: keep it safe.\n`,
  'zh-CN': ({ path, batches, bytes }) =>
    `已写入 ${path}：${batches} 个批次，${(bytes / 1e6).toFixed(1)} MB。其中包含个人信息的密钥，请妥善保管。\n`,
}

/** `regulars backup`: everything that cannot be built again, in one file; also while a server and a load run. */
export function backupCommand(): Command {
  return new Command('backup')
    .description(
      said(
        'write batches, settings and keys into one file, also while serving and loading',
        '把批次、设置和密钥备份为一个文件；服务和载入进行中也可以',
      ),
    )
    .argument(
      '<file>',
      said('the archive to write, for example regulars.tar.gz', '要写入的备份文件，例如 regulars.tar.gz'),
    )
    .option(...dataDirOption)
    .option('--json', said('print the report for machines', '输出供程序读取的报告'))
    .addHelpText(
      'after',
      said(
        '\nExit codes: 0 written; 1 failed, no file written; 2 not understood.',
        '\n退出码：0 已写出；1 失败，没有写出文件；2 无法理解命令。',
      ),
    )
    .action(async (file: string, { dataDir, json }: { dataDir?: string; json?: boolean }) => {
      const report = await backup(resolve(dataDir ?? readConfig().data_dir), resolve(file))
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : says[languageOfTerminal()](report))
    })
}

async function backup(data_dir: string, path: string): Promise<BackupReport> {
  requireLoaded(data_dir)
  const { state } = openRepaired(data_dir)
  const work_dir = makeWorkDir(state.dir)
  try {
    return await onTerminal((show, signal) =>
      writeBackup(state, path, work_dir, {
        signal,
        onBytes: (rows, total) => show({ stage: 'writing', part: null, rows, total }),
      }),
    )
  } finally {
    rmSync(work_dir, { recursive: true, force: true })
    state.close()
  }
}
