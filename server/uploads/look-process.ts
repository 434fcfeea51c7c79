import { ProductError } from '../errors.ts'
import { suggestPlan } from '../load/map/suggest-plan.ts'
import type { Detection } from '../../queries/loading/plan.ts'
import { detectFile } from '../load/read/detect-file.ts'
import type { Look, LookReply, LookRequest } from './looking.ts'

/** The process that looks into uploaded files: answers one request and ends. Losing the parent ends it too. */

process.once('message', (request: LookRequest) => void reply(request))
process.once('disconnect', () => process.exit(1))

async function reply(request: LookRequest): Promise<void> {
  process.send!(await answer(request))
}

async function answer(request: LookRequest): Promise<LookReply> {
  try {
    return { look: await look(request) }
  } catch (error) {
    if (error instanceof ProductError) return { error: { code: error.code, params: error.params } }
    return { error: { code: 'detection_failed', params: {} } }
  }
}

async function look({ paths, options, saved, time_zone }: LookRequest): Promise<Look> {
  const detections: Detection[] = []
  for (const path of paths) detections.push(await detectFile(path, options[path]))
  return { detections, suggestion: suggestPlan(detections, { saved, time_zone }) }
}
