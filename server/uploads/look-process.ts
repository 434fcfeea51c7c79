import { basename } from 'node:path'
import type { Detection } from '../../queries/loading/plan.ts'
import { ProductError } from '../errors.ts'
import { suggestPlan } from '../load/map/suggest-plan.ts'
import { detectFile } from '../load/read/detect-file.ts'
import type { Failure, Look, LookMessage, LookOrder } from './looking.ts'

/** The process that looks into uploaded files: does what one order says and ends. Losing the parent ends it too. */

process.once('message', (order: LookOrder) => void look(order).then((look) => say({ look })))
process.once('disconnect', () => process.exit(1))

const say = (message: LookMessage) => process.send!(message)

async function look({ paths, options, saved, time_zone, unreadable: known }: LookOrder): Promise<Look> {
  const detections: Detection[] = []
  const unreadable: Record<string, Failure> = { ...known }
  for (const path of paths.filter((each) => !Object.hasOwn(known, each))) {
    say({ looking: path })
    try {
      detections.push(await detectFile(path, options[path]))
    } catch (error) {
      unreadable[path] = failureOf(error, path)
    }
  }
  say({ looking: null })
  return { detections, unreadable, suggestion: suggestPlan(detections, { saved, time_zone }) }
}

function failureOf(error: unknown, path: string): Failure {
  if (error instanceof ProductError) return { code: error.code, params: error.params }
  return { code: 'file_too_demanding', params: { file: basename(path) } }
}
