import { without_end, type AtEdge } from './fit-at-edge.ts'
import { unknowable } from './fit-likelihood.ts'

/** What gamma–gamma becomes at its edges, of spend whose mean is 1. */
export const edges: readonly AtEdge[] = [
  {
    edge: 'same_spend_each_time',
    start: () => [1, 1],
    logs: ([q, scale]) => [without_end, q!, scale! - without_end],
    slopes: () => [
      [0, 0],
      [1, 0],
      [0, 1],
    ],
    limits: [unknowable, unknowable],
  },
  {
    edge: 'one_mean_spend',
    start: () => [1, 0],
    logs: ([p, mean]) => [p!, without_end, without_end + mean! - p!],
    slopes: () => [
      [1, 0],
      [0, 0],
      [-1, 1],
    ],
    limits: [unknowable, unknowable],
  },
]
