import { cornerShop } from '../fixtures/corner-shop.ts'
import { compareEngines, paritySeed } from './compare-engines.ts'

await compareEngines({
  title: 'the corner shop',
  rows: cornerShop,
  time_zone: 'Asia/Shanghai',
  examples: true,
  random: 0,
  seed: paritySeed,
})
