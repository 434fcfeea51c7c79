import { randomChain } from '../fixtures/random-chain.ts'
import { compareEngines, paritySeed } from './compare-engines.ts'

await compareEngines({
  title: 'a random chain in Kathmandu',
  rows: randomChain(paritySeed),
  time_zone: 'Asia/Kathmandu',
  examples: false,
  people: [{ who: 'campaign_matched', of: 'M3' }],
  random: 2,
  seed: paritySeed,
})
