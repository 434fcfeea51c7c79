import type { JobKind, JobView, Stage } from '../../../queries/loading/job.ts'

const checking: readonly Stage[] = ['reading', 'mapping', 'checking', 'comparing', 'writing']
const publishing: readonly Stage[] = ['building', 'verifying', 'publishing']

/** Stages of a kind of job in order, without those it never reaches. */
export function stagesOf(kind: JobKind): readonly Stage[] {
  if (kind === 'check') return checking
  return kind === 'commit' ? ['hashing', ...checking, ...publishing] : publishing
}

/** Rows that a job has gone through in its stage; 0 in a stage that counts files or tables instead. */
export function rowsPassed({ stage, rows }: Pick<JobView, 'stage' | 'rows'>): number {
  return checking.includes(stage) ? rows : 0
}
