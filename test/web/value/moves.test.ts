import { expect, test } from 'vitest'
import { drawnMoves, moveTotals, type Move } from '../../../web/lib/value/moves.ts'

const move = (from_group: string, to_group: string, customers: number): Move => ({
  ...{ from_group, to_group, customers, share_of_from: null, base_amount: 0, amount: 0 },
})
const moves = drawnMoves(
  [
    move('none', 'general_develop', 5),
    move('important_value', 'important_value', 6),
    move('important_value', 'important_keep', 2),
    move('important_value', 'none', 1),
    move('general_win_back', 'important_value', 1),
  ],
  'group',
)

test('ribbons lie from the best group to the least on both sides', () => {
  expect(moves.map(({ from, to, way }) => [from, to, way])).toEqual([
    [0, 0, 'same'],
    [0, 1, 'down'],
    [0, 8, 'down'],
    [7, 0, 'up'],
    [8, 6, 'up'],
  ])
})

test('who rose, fell, stopped and came are counted apart; coming is no rise and stopping no fall', () => {
  expect(moveTotals(moves, 'group')).toEqual({ before: 10, up: 1, down: 2, stopped: 1, came: 5 })
})
