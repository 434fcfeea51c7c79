import type { AgreedWeights } from '../../../queries/satisfaction/agreed-weights.ts'
import { api, ApiError } from '../api.ts'

/** A version as the server keeps it. */
export interface WeightsVersion extends AgreedWeights {
  readonly note: string | null
  /** ISO 8601 UTC. */
  readonly saved_at: string
  readonly saved_by: string
  /** Set once it was withdrawn: then it is in force on no day. */
  readonly withdrawal: { readonly note: string | null; readonly withdrawn_at: string } | null
}

interface Wire extends Omit<WeightsVersion, 'weights'> {
  readonly weights: readonly { readonly item: string; readonly weight: number }[]
}

const path = '/api/satisfaction/weights'

/** The versions of the agreed weights, the latest first. */
export async function agreedWeights(signal?: AbortSignal): Promise<WeightsVersion[]> {
  const { versions } = (await api.get(path, signal && { signal })) as { versions: Wire[] }
  return versions.map(read)
}

/** Saves the next version; `weights` by item, adding up to 1. */
export async function agreeOnWeights(
  effective_on: string,
  weights: ReadonlyMap<string, number>,
  note: string,
): Promise<WeightsVersion> {
  const list = [...weights].map(([item, weight]) => ({ item, weight }))
  return read((await api.post(path, { effective_on, weights: list, note: note.trim() || null })) as Wire)
}

/** Withdraws a version; it stays on record. */
export async function withdrawWeights(version: number, note: string): Promise<WeightsVersion> {
  return read((await api.post(`${path}/${version}/withdrawal`, { note: note.trim() || null })) as Wire)
}

const read = ({ weights, ...rest }: Wire): WeightsVersion => ({
  ...rest,
  weights: Object.fromEntries(weights.map(({ item, weight }) => [item, weight])),
})

/** What the server told of an error, in words; any other error is thrown on. */
export function told(error: unknown): string {
  if (error instanceof ApiError) return error.message
  throw error
}
