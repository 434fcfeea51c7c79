import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Locale } from '../../queries/metric.ts'
import { languageOfTerminal, readConfig } from '../config.ts'
import { requireLoaded } from './require-loaded.ts'
import { runHere } from './run-here.ts'
import { dataDirOption, said } from './said.ts'

const says: Readonly<Record<Locale, (id: string) => string>> = {
  en: (id) => `Batch ${id} is undone. What earlier batches said shows again.\n`,
  'zh-CN': (id) => `批次 ${id} 已撤销，恢复显示此前批次的内容。\n`,
}

/** `regulars undo`: takes a batch out again. */
export function undoCommand(): Command {
  return new Command('undo')
    .description(said('take a loaded batch out again', '撤销已载入的批次'))
    .argument('<batch>', said('id of the batch, or its first characters', '批次编号，或其开头几位'))
    .option(...dataDirOption)
    .option('--json', said('print the result for machines', '输出供程序读取的结果'))
    .addHelpText(
      'after',
      said(
        '\nExit codes: 0 undone; 1 failed, nothing changed; 2 not understood.',
        '\n退出码：0 已撤销；1 失败，没有任何改动；2 无法理解命令。',
      ),
    )
    .action(async (batch_id: string, { dataDir, json }: { dataDir?: string; json?: boolean }) => {
      const data_dir = resolve(dataDir ?? readConfig().data_dir)
      requireLoaded(data_dir)
      const result = await runHere({ kind: 'undo', batch_id, by: 'terminal' }, data_dir)
      const text = json ? `${JSON.stringify(result)}\n` : says[languageOfTerminal()](result.batch_id!)
      process.stdout.write(text)
    })
}
