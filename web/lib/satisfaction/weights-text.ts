import type { WeightsVersion } from './agreed-weights.ts'

/** A stretch of buckets that one version of the weights holds for; `version` is null where none was agreed on yet. */
export interface WeightsStretch {
  readonly version: number | null
  /** First bucket it holds for. */
  readonly from: string | null
}

/** The versions that an index over time was weighed with, one after the other; one stretch when they never changed. */
export function weightsStretches(
  rows: readonly { readonly bucket: string | null; readonly weights_version: number | null }[],
): WeightsStretch[] {
  return rows
    .filter(({ weights_version }, nth) => nth === 0 || weights_version !== rows[nth - 1]!.weights_version)
    .map(({ bucket, weights_version }) => ({ version: weights_version, from: bucket }))
}

/** The version with a number; undefined while the versions are not known. */
export const versionOf = (versions: readonly WeightsVersion[], version: number | null) =>
  versions.find((each) => each.version === version)
