import { expect, it } from 'vitest'
import { oddsGone, oddsOfAll } from '../../server/stats/pareto-nbd-gone.ts'
import { seededRandom } from '../../server/stats/seeded-random.ts'

const random = seededRandom(5)
/** Many of one age, hardly any silent for long, some silent for a moment, one with ten thousand purchases. */
const histories = Array.from({ length: 400 }, (_, i) => {
  const age = i % 3 === 0 ? 104 : 150 * random()
  const repeats = i % 5 === 0 ? 0 : Math.floor(40 * random() ** 2) + 1
  const silence = [1e-9, 1e-4, 1 / 7, age / 2, age][i % 5]!
  return { repeats, recency: repeats === 0 ? 0 : Math.max(0, age - silence), age }
}).concat({ repeats: 10_000, recency: 100, age: 104 }, { repeats: 3, recency: 104, age: 104 })
const buyers = {
  repeats: histories.map(({ repeats }) => repeats),
  recency: histories.map(({ recency }) => recency),
  age: histories.map(({ age }) => age),
  buyers: histories.map(() => 1),
}

it.each([
  { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
  { r: 1.7, alpha: 10.2, s: 0.84, beta: 36.3 },
  { r: 30, alpha: 80, s: 0.606, beta: 0.1 },
  { r: 0.9, alpha: 5, s: 10_000, beta: 1e6 },
])('under %j what buyers share says of each what is worked out of the buyer alone', (model) => {
  let told = 0
  oddsOfAll(buyers)(model, (i, gone) => {
    told += 1
    const { repeats, recency, age } = histories[i]!
    const alone = oddsGone(model, repeats, recency, age)
    if (alone === -Infinity) expect(gone).toBe(alone)
    else expect(Math.abs(gone - alone)).toBeLessThan(1e-8 * Math.max(1, Math.abs(alone)))
  })
  expect(told).toBe(histories.length)
})
