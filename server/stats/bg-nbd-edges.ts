import { without_end, type AtEdge } from './fit-at-edge.ts'
import { unknowable } from './fit-likelihood.ts'

/** Where hardly anybody leaves, how seldom is known to a factor at best; what buyers will do is known all the same. */
export const limits = [unknowable, unknowable, 2 * unknowable, 2 * unknowable]

const rates = (mean_age: number) => [0, Math.log(mean_age / 4)]

/** What BG/NBD becomes at its edges, those with more parameters first. */
export const edges: readonly AtEdge[] = [
  {
    edge: 'one_chance_to_leave',
    start: (mean_age) => [...rates(mean_age), -1],
    logs: ([r, alpha, odds]) => [
      r!,
      alpha!,
      without_end - Math.log1p(Math.exp(-odds!)),
      without_end - Math.log1p(Math.exp(odds!)),
    ],
    slopes([, , odds]) {
      const chance = 1 / (1 + Math.exp(-odds!))
      return [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1 - chance],
        [0, 0, -chance],
      ]
    },
    limits: limits.slice(0, 3),
  },
  {
    edge: 'one_rate',
    start: (mean_age) => [Math.log(mean_age / 4), 0, 1],
    logs: ([lasting, a, b]) => [without_end, without_end + lasting!, a!, b!],
    slopes: () => [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    limits: limits.slice(1),
  },
  {
    edge: 'nobody_leaves',
    start: rates,
    logs: ([r, alpha]) => [r!, alpha!, -Infinity, 0],
    slopes: () => [
      [1, 0],
      [0, 1],
      [0, 0],
      [0, 0],
    ],
    limits: limits.slice(0, 2),
  },
]
