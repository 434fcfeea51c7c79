import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Locale } from '../../queries/metric.ts'
import { languageOfTerminal, readConfig } from '../config.ts'
import { requireLoaded } from './require-loaded.ts'
import { runHere } from './run-here.ts'

const says: Readonly<Record<Locale, (id: string) => string>> = {
  en: (id) => `Batch ${id} is undone. What earlier batches said shows again.\n`,
  'zh-CN': (id) => `批次 ${id} 已撤销，恢复显示此前批次的内容。\n`,
}

/** `regulars undo`: takes a batch out again. */
export function undoCommand(): Command {
  return new Command('undo')
    .description('take a loaded batch out again')
    .argument('<batch>', 'id of the batch, or its first characters')
    .option('--data-dir <folder>', 'folder of the chain’s data (default: DATA_DIR or ./data)')
    .option('--json', 'print the result for machines')
    .addHelpText('after', '\nExit codes: 0 undone; 1 failed, nothing changed; 2 not understood.')
    .action(async (batch_id: string, { dataDir, json }: { dataDir?: string; json?: boolean }) => {
      const data_dir = resolve(dataDir ?? readConfig().data_dir)
      requireLoaded(data_dir)
      const result = await runHere({ kind: 'undo', batch_id, by: 'terminal' }, data_dir)
      const text = json ? `${JSON.stringify(result)}\n` : says[languageOfTerminal()](result.batch_id!)
      process.stdout.write(text)
    })
}
