import { expect, it } from 'vitest'
import { line, newChain } from './loaded-chain.ts'

it('an order counts again when its cancellation is corrected or undone', async () => {
  const chain = newChain()
  const counted = async () =>
    (await chain.ask<{ net: number }>('select coalesce(sum(net_amount), 0)::double as net from sale_day'))[0]!
      .net
  const sold = [
    line('a', '2026-01-02 03:00:00', 5),
    line('b', '2026-01-02 04:00:00', 7),
    line('c', '2026-01-02 05:00:00', 1),
  ]
  await chain.load({ purchases: sold })
  const cancel = line('a', '2026-02-03 03:00:00', 0, { line_no: 2, kind: 'cancel' })
  const first = await chain.load({ purchases: [cancel] })
  expect(first.build!.how).toBe('increment')
  expect(await counted()).toBe(8)
  await chain.load({ purchases: [{ ...cancel, kind: 'return', net_amount: -2 }] })
  expect(await counted()).toBe(11)
  const { batch_id } = await chain.load({
    purchases: [line('b', '2026-02-04 03:00:00', 0, { line_no: 2, kind: 'cancel' })],
  })
  expect(await counted()).toBe(4)
  await chain.undo(batch_id!)
  expect(await counted()).toBe(11)
}, 300_000)
