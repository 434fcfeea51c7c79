import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openState } from '../../server/state/state.ts'
import { emptyFolder, line, newChain } from './loaded-chain.ts'

describe('a data folder', () => {
  it.each(["it's = 1 好", 'a[b]*c', 'a{b,c} %20 #1'])('may be called %s', async (name) => {
    const chain = newChain(join(emptyFolder(), name))
    await chain.load({ purchases: [line('o1', '2026-01-05 04:00:00', 10)] })
    await chain.load({
      purchases: [line('o2', '2026-02-05 04:00:00', 10), line('o1', '2026-01-05 04:00:00', 12)],
    })
    expect(await chain.ask('select sum(net_amount)::int as net from sale_day')).toEqual([{ net: 22 }])
  })

  it('may not have a question mark in its path', () => {
    const place = join(emptyFolder(), 'a?b')
    expect(() => openState(place)).toThrow(expect.objectContaining({ code: 'bad_data_dir' }))
  })
})
