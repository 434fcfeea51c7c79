import type { ScaleBounds } from '../../../queries/loading/plan.ts'

/** Scales that are offered; any other can be written. */
export const usual_scales: readonly ScaleBounds[] = [
  ...[3, 4, 5, 6, 7, 10].map((max) => ({ min: 1, max })),
  ...[1, 3, 4, 5, 10, 100].map((max) => ({ min: 0, max })),
]

/** A scale as people write it: 1–5. */
export const scaleText = ({ min, max }: ScaleBounds): string => `${min}–${max}`
