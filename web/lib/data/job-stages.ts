import type { JobKind, Stage } from '../../../queries/loading/job.ts'

const checking: readonly Stage[] = ['reading', 'mapping', 'checking', 'comparing', 'writing']
const publishing: readonly Stage[] = ['building', 'verifying', 'publishing']

/** Stages of a kind of job in order, without those it never reaches. */
export function stagesOf(kind: JobKind): readonly Stage[] {
  if (kind === 'check') return checking
  return kind === 'commit' ? ['hashing', ...checking, ...publishing] : publishing
}
