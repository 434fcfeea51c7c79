import { describe, expect, it } from 'vitest'
import { readArguments, sizeText } from './arguments.ts'

describe('the command line of the bench', () => {
  it('measures a chain of a million lines in every section when nothing is said', () => {
    expect(readArguments([])).toEqual({
      lines: [1_000_000],
      seed: 1,
      only: ['load', 'increment', 'metrics', 'conditions', 'http', 'pages'],
      keep: false,
    })
  })

  it('takes sizes in short, each once and ascending', () => {
    expect(readArguments(['--lines', '10m,250k,1M,10m']).lines).toEqual([250_000, 1_000_000, 10_000_000])
    expect(readArguments(['--lines=20000']).lines).toEqual([20_000])
  })

  it('takes seed, sections and whether to keep the chains', () => {
    expect(readArguments(['--seed', '7', '--only', 'load,pages', '--keep'])).toMatchObject({
      seed: 7,
      only: ['load', 'pages'],
      keep: true,
    })
  })

  it.each([
    [['--lines', '1g']],
    [['--lines', '5k']],
    [['--lines']],
    [['--seed', 'x']],
    [['--only', 'all']],
    [['--fast']],
  ])('says how it is used when told %j', (given) =>
    expect(() => readArguments(given)).toThrow('npm run bench'),
  )

  it('writes sizes as it reads them', () => {
    expect([1e6, 1e8, 250_000, 12_345].map(sizeText)).toEqual(['1m', '100m', '250k', '12345'])
  })
})
