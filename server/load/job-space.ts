import { stat } from 'node:fs/promises'
import type { BatchSet } from './batch-set.ts'
import type { Plan } from '../../queries/loading/plan.ts'

const spare = 64 * 2 ** 20

/** A packed file is staged as text, which is several times as long. */
const staged = { packed: 12, plain: 2 }

/** About how many bytes checking these files needs. */
export async function needForCheck(plan: Plan): Promise<number> {
  const paths = plan.sources.flatMap((source) => source.paths)
  const needs = await Promise.all(
    paths.map(async (path) => {
      const { size } = await stat(path)
      return size * (/\.(gz|xlsx|parquet)$/i.test(path) ? staged.packed : staged.plain)
    }),
  )
  return needs.reduce((sum, need) => sum + need, spare)
}

/** About how many bytes continuing a snapshot of this size needs; less when its copy is made already. */
export const needToContinue = (last: number, copied = false): number => spare + last * (copied ? 0.5 : 1.5)

/** About how many bytes building a snapshot of these batches from nothing needs. */
export function needForBuild({ active, leaned }: BatchSet): number {
  const held = [...active, ...leaned].flatMap(({ manifest }) => manifest.files.map(({ bytes }) => bytes))
  const batches = held.reduce((sum, bytes) => sum + bytes, 0)
  return spare + batches * 3
}
