import closeWithGrace from 'close-with-grace'
import { Command } from 'commander'
import { pino } from 'pino'
import { languageOfTerminal, readConfig, requireDataDir, requireThreadPool } from '../config.ts'

const patience_ms = 15_000
const greetings = {
  'zh-CN': (address: string) => `Regulars 已启动：${address}\n按 Ctrl+C 停止。\n`,
  en: (address: string) => `Regulars is at ${address}\nPress Ctrl+C to stop.\n`,
} as const

/** `regulars serve`: the pages and the API, until it is told to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the pages and the API')
    .option('--check', 'check the environment and stop')
    .option('--json', 'print the address as JSON')
    .addHelpText(
      'after',
      '\nEnvironment:\n  PORT       port to listen on (4600)\n  HOST       loopback address to listen on (127.0.0.1)\n  DATA_DIR   folder of the chain’s data (./data)\n  LOG_LEVEL  fatal, error, warn, info, debug, trace or silent (warn)\n  QUERY_MEMORY  what questions may take, a share or a size (40%)\n  LOAD_MEMORY   what a load may take (50%)',
    )
    .action(serve)
}

async function serve({ check, json }: { check?: boolean; json?: boolean }): Promise<void> {
  const config = readConfig()
  requireThreadPool(config)
  requireDataDir(config)
  if (check) return
  const { startServer } = await import('../server.ts')
  const logger = pino({ level: config.log_level }, pino.destination({ dest: 2, sync: false }))
  const server = await startServer(config, logger)
  closeWithGrace({ delay: patience_ms, logger }, ({ err }) => {
    if (err) logger.fatal({ err }, 'stopped by an error')
    return server.close()
  })
  const { address } = server
  process.stdout.write(json ? `${JSON.stringify({ address })}\n` : greetings[languageOfTerminal()](address))
}
