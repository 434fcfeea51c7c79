import { Command, CommanderError } from 'commander'
import { backupCommand } from './commands/backup.ts'
import { checkCommand } from './commands/check.ts'
import { loadCommand } from './commands/load.ts'
import { queryCommand } from './commands/query.ts'
import { restoreCommand } from './commands/restore.ts'
import { sampleCommand } from './commands/sample.ts'
import { serveCommand } from './commands/serve.ts'
import { undoCommand } from './commands/undo.ts'
import { languageOfTerminal } from './config.ts'
import { ProductError, errorText } from './errors.ts'
import { helpWords, said } from './commands/said.ts'
import { version } from './version.ts'

const failed = 1
const misused = 2

/** The command line: `regulars <command>`. Resolves with the exit code: 0 done, 1 failed, 2 not understood. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misused
    process.stderr.write(`${complaint(error, args.includes('--json'))}\n`)
    return failed
  }
}

function program(): Command {
  const commands = [
    serveCommand(),
    loadCommand(),
    undoCommand(),
    sampleCommand(),
    queryCommand(),
    checkCommand(),
    backupCommand(),
    restoreCommand(),
  ]
  const root = new Command('regulars')
    .description(said('Customer analytics for retail chains', '零售连锁的客户分析'))
    .version(version, '-V, --version', said('print the version', '显示版本'))
    .helpOption('-h, --help', said('say how this is used', '显示用法'))
    .helpCommand('help [command]', said('say how a command is used', '显示某个命令的用法'))
    .configureHelp(helpWords)
    .showHelpAfterError(said('(--help says more)', '（--help 显示用法）'))
    .exitOverride()
  for (const command of commands) root.addCommand(command.copyInheritedSettings(root))
  return root
}

function complaint(error: unknown, json: boolean): string {
  if (!(error instanceof ProductError)) throw error
  const message = errorText(error.code, error.params, languageOfTerminal())
  if (!json) return message
  const { parameter } = error.params
  return JSON.stringify({
    error: { code: error.code, message, ...(parameter !== undefined && { parameter }) },
  })
}
