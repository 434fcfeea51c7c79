import { expect, it } from 'vitest'
import { Turns } from '../../web/lib/turns.ts'

const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

it('what can wait begins when all that began beside it has ended, also when that failed', async () => {
  const turns = new Turns()
  const said: string[] = []
  const say = (word: string) => async () => void said.push(word)
  const waiting = turns.later(say('can wait'))
  const failing = turns.now(async () => {
    await turn()
    said.push('failed')
    throw new Error('no answer')
  })
  await Promise.allSettled([waiting, failing, turns.now(say('at once'))])
  expect(said).toEqual(['at once', 'failed', 'can wait'])
})

it('what can wait goes on waiting when more begins meanwhile', async () => {
  const turns = new Turns()
  const said: string[] = []
  const waiting = turns.later(async () => void said.push('can wait'))
  await turns.now(turn)
  await Promise.all([waiting, turns.now(async () => void (await turn(), said.push('begun meanwhile')))])
  expect(said).toEqual(['begun meanwhile', 'can wait'])
})
