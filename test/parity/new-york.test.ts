import { randomChain } from '../fixtures/random-chain.ts'
import { compareEngines, paritySeed } from './compare-engines.ts'

await compareEngines({
  title: 'a random chain in New York',
  rows: randomChain(paritySeed + 1),
  time_zone: 'America/New_York',
  examples: false,
  random: 2,
  seed: paritySeed + 1,
})
