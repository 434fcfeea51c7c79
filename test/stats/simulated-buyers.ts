import type { BgNbd } from '../../server/stats/bg-nbd.ts'
import type { Buyers } from '../../server/stats/buyers.ts'
import type { GammaGamma } from '../../server/stats/gamma-gamma.ts'
import { seededRandom } from '../../server/stats/seeded-random.ts'

/** Draws gammas by Marsaglia & Tsang (2000) from uniform numbers. */
export function gammaDraws(random: () => number): (shape: number) => number {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return function draw(shape): number {
    if (shape < 1) return draw(shape + 1) * (1 - random()) ** (1 / shape)
    const d = shape - 1 / 3
    for (;;) {
      const z = normal()
      const v = (1 + z / Math.sqrt(9 * d)) ** 3
      if (v > 0 && Math.log(1 - random()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return d * v
    }
  }
}

/** One buyer who lives as the models say: what was seen up to `age`, and what came in the `ahead` after it. */
export interface Life {
  readonly repeats: number
  readonly recency: number
  readonly age: number
  readonly mean_spend: number
  readonly purchases_ahead: number
  readonly spend_ahead: number
}

/** Buyers who live exactly as BG/NBD and gamma–gamma say, first purchase of all at 0, seen for up to `longest`. */
export function simulatedLives(
  count: number,
  {
    model,
    spend,
    longest,
    ahead,
    seed,
  }: { model: BgNbd; spend: GammaGamma; longest: number; ahead: number; seed: number },
): Life[] {
  const random = seededRandom(seed)
  const gamma = gammaDraws(random)
  return Array.from({ length: count }, () => {
    const rate = gamma(model.r) / model.alpha
    const leaving = gamma(model.a)
    const leaves = leaving / (leaving + gamma(model.b))
    const age = longest * (0.1 + 0.9 * random())
    const scale = gamma(spend.q) / spend.gamma
    const life = { repeats: 0, recency: 0, age, mean_spend: 0, purchases_ahead: 0, spend_ahead: 0 }
    for (
      let time = -Math.log(1 - random()) / rate;
      time <= age + ahead;
      time -= Math.log(1 - random()) / rate
    ) {
      const value = gamma(spend.p) / scale
      if (time <= age) {
        life.mean_spend = (life.mean_spend * life.repeats + value) / (life.repeats + 1)
        life.repeats += 1
        life.recency = time
      } else {
        life.purchases_ahead += 1
        life.spend_ahead += value
      }
      if (random() < leaves) break
    }
    return life
  })
}

/** The same as a fit takes them. */
export function buyersOf(lives: readonly Life[]): Buyers {
  return {
    repeats: lives.map(({ repeats }) => repeats),
    recency: lives.map(({ recency }) => recency),
    age: lives.map(({ age }) => age),
    buyers: lives.map(() => 1),
  }
}
