import { expect, it } from 'vitest'
import { Turns } from '../../web/lib/turns.ts'

const turn = (nth = 1) => new Promise((resolve) => setTimeout(resolve, 10 * nth))

it('what can wait begins when of all that began beside it the last is left, also when the others failed', async () => {
  const turns = new Turns()
  const said: string[] = []
  const say = (word: string) => async () => void said.push(word)
  const waiting = turns.later(say('can wait'))
  const failing = turns.now(async () => {
    await turn(2)
    said.push('failed')
    throw new Error('no answer')
  })
  const last = turns.now(async () => void (await turn(6), said.push('last')))
  await Promise.allSettled([waiting, failing, last, turns.now(say('at once'))])
  expect(said).toEqual(['at once', 'failed', 'can wait', 'last'])
})

it('what can wait goes on waiting when more begins meanwhile', async () => {
  const turns = new Turns()
  const said: string[] = []
  const begun = (nth: number) => turns.now(async () => void (await turn(nth), said.push(`begun ${nth}`)))
  const waiting = turns.later(async () => void said.push('can wait'))
  const first = [begun(1), begun(2), begun(5)]
  await first[0]
  await Promise.all([waiting, ...first, begun(3), begun(9)])
  expect(said).toEqual(['begun 1', 'begun 2', 'begun 3', 'begun 5', 'can wait', 'begun 9'])
})
