import closeWithGrace from 'close-with-grace'
import { Command } from 'commander'
import { pino } from 'pino'
import { languageOfTerminal, readConfig, requireDataDir, requireThreadPool } from '../config.ts'
import { said } from './said.ts'

const patience_ms = 15_000
const greetings = {
  'zh-CN': (address: string) => `Regulars 已启动：${address}\n按 Ctrl+C 停止。\n`,
  en: (address: string) => `Regulars is at ${address}\nPress Ctrl+C to stop.\n`,
} as const

/** `regulars serve`: the pages and the API, until it is told to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .description(said('serve the pages and the API', '启动页面和接口服务'))
    .option('--check', said('check the environment and stop', '只检查运行环境'))
    .option('--json', said('print the address as JSON', '以 JSON 输出地址'))
    .addHelpText('after', environment())
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

function environment(): string {
  const lines = [
    ['PORT', said('port to listen on (4600)', '监听端口（4600）')],
    ['HOST', said('loopback address to listen on (127.0.0.1)', '监听的本机地址（127.0.0.1）')],
    ['DATA_DIR', said('folder of the chain’s data (./data)', '存放数据的文件夹（./data）')],
    ['LOG_LEVEL', 'fatal, error, warn, info, debug, trace, silent (warn)'],
    [
      'QUERY_MEMORY',
      said('what questions may take, a share or a size (40%)', '查询可用的内存，百分比或大小（40%）'),
    ],
    ['LOAD_MEMORY', said('what a load may take (50%, at most 5GB)', '载入可用的内存（50%，至多 5GB）')],
  ] as const
  const list = lines.map(([name, text]) => `  ${name.padEnd(14)}${text}`)
  return ['', said('Environment:', '环境变量：'), ...list].join('\n')
}
