import { compareEngines, paritySeed } from './compare-engines.ts'

await compareEngines({
  title: 'a chain without anything',
  rows: {},
  time_zone: 'Asia/Shanghai',
  examples: false,
  random: 1,
  seed: paritySeed,
})
