import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** Preloaded into a server: whoever looks into `demanding.csv` is killed, as the system does with a process that takes all memory. */
const { createReadStream } = fs
fs.createReadStream = (path, options) => {
  if (String(path).endsWith('demanding.csv')) process.kill(process.pid, 'SIGKILL')
  return createReadStream(path, options)
}
syncBuiltinESMExports()
