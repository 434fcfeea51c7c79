import type { Locale } from '../../queries/metric.ts'
import { progressMeter } from '../load/job-meter.ts'
import type { Stage } from '../../queries/loading/job.ts'
import type { Progress } from '../load/job.ts'

const words: Readonly<Record<Stage, Readonly<Record<Locale, string>>>> = {
  waiting: { en: 'Waiting', 'zh-CN': '等待' },
  hashing: { en: 'Comparing files', 'zh-CN': '比对文件' },
  reading: { en: 'Reading', 'zh-CN': '读取' },
  mapping: { en: 'Mapping', 'zh-CN': '映射' },
  checking: { en: 'Checking', 'zh-CN': '检查' },
  comparing: { en: 'Comparing', 'zh-CN': '对比已有数据' },
  writing: { en: 'Writing', 'zh-CN': '写入' },
  building: { en: 'Building', 'zh-CN': '构建' },
  verifying: { en: 'Verifying', 'zh-CN': '核对' },
  publishing: { en: 'Publishing', 'zh-CN': '发布' },
}

const every_ms = 100

/**
 * Shows progress on one line of a terminal: step, part, share, rows a second, time left. Say nothing more to the
 * terminal before `clear`. Where standard error is no terminal nothing is shown.
 */
export function progressLine(locale: Locale, terminal: NodeJS.WriteStream = process.stderr) {
  const meter = progressMeter()
  let shown = ''
  let next = 0
  const show = (progress: Progress) => {
    const { stage, part, rows, total, rows_per_second, remaining_seconds } = meter(progress)
    const key = `${stage} ${part}`
    if (key === shown && performance.now() < next) return
    shown = key
    next = performance.now() + every_ms
    const share = total ? `${Math.min(100, Math.floor((rows / total) * 100))}%` : rows ? String(rows) : ''
    const pace = rows_per_second && stage === 'reading' ? `${rows_per_second.toLocaleString('en')}/s` : ''
    const left = remaining_seconds ? `${remaining_seconds} s` : ''
    const line = [words[stage][locale], part, share, pace, left].filter(Boolean).join('  ')
    terminal.write(`\r\x1b[K${line.slice(0, (terminal.columns || 80) - 1)}`)
  }
  const clear = () => void terminal.write('\r\x1b[K')
  return terminal.isTTY ? { show, clear } : { show: () => {}, clear: () => {} }
}
