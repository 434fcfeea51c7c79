import type { Row } from '../../../queries/metric.ts'
import type { valueMigration } from '../../../queries/value/migration.ts'
import type { Ribbon } from '../charts/sankey-chart.ts'
import { groupOrder, placeOf, type Grouping } from './order.ts'

export type Move = Row<typeof valueMigration>

/** A move with the ribbon that draws it. */
export interface DrawnMove extends Ribbon {
  readonly move: Move
}

/** The moves as ribbons between groups in the order of their value, the best first on both sides. */
export function drawnMoves(rows: readonly Move[], by: Grouping): DrawnMove[] {
  return rows
    .map((move): DrawnMove => {
      const [from, to] = [placeOf(by, move.from_group ?? 'none'), placeOf(by, move.to_group ?? 'none')]
      return {
        move,
        from,
        to,
        size: move.customers ?? 0,
        way: to < from ? 'up' : to > from ? 'down' : 'same',
      }
    })
    .sort((a, b) => a.from - b.from || a.to - b.to)
}

/** How many of those who bought before rose, fell, stayed and stopped, and how many came from nothing. */
export function moveTotals(moves: readonly DrawnMove[], by: Grouping) {
  const none = groupOrder[by].length
  const total = (counts: (move: DrawnMove) => boolean) =>
    moves.reduce((sum, move) => sum + (counts(move) ? move.size : 0), 0)
  return {
    before: total(({ from }) => from !== none),
    up: total(({ from, way }) => from !== none && way === 'up'),
    down: total(({ to, way }) => to !== none && way === 'down'),
    stopped: total(({ to }) => to === none),
    came: total(({ from }) => from === none),
  }
}
