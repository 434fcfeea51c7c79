import { describe, expect, it } from 'vitest'
import { modelOf, readModel } from '../../server/load/build-model.ts'
import type { BuildReport } from '../../server/state/ledger.ts'
import { buyerLines } from '../fixtures/buyers.ts'
import { emptyFolder, newChain, type Chain } from './loaded-chain.ts'

const past = buyerLines(700, 300)
const later = past.slice(0, 40).map((line, nth) => ({
  ...line,
  order_id: `later-${nth}`,
  ordered_at: `2025-10-${28 + (nth % 3)} 05:00:00`,
}))

const expected = `buyer as p join customer_key using (customer_key)
  join purchase_outlook as o using (outlook_key)`

/** Everything that is predicted, customers by their ids since keys may be numbered otherwise. */
async function predicted(chain: Chain) {
  const [fit, outlook, test, customers] = [
    await chain.ask('select * from model_fit order by part, model, place'),
    await chain.ask('select * from purchase_outlook order by outlook_key'),
    await chain.ask('select * from back_test order by aspect, place'),
    await chain.ask<{ customer_id: string }>(
      `select customer_id, p.* exclude (customer_key, home_store_key, outlook_key), o.* from ${expected} order by 1`,
    ),
  ]
  return { fit, outlook, test, customers }
}
/** The product's model, to which a hundred buyers are very many. */
const product = readModel()
const manyFrom100 = modelOf(
  product.marts,
  { ...product.sql, prediction_basis: product.sql['prediction_basis']!.replace('> 1000000', '> 100') },
  product.macros,
)
const rebuilt = (build: BuildReport | null, mart: string) =>
  build!.marts.find(({ name }) => name === mart)!.rebuilt_rows
const reasons = (chain: Chain) =>
  chain.ask<{ reason: string | null }>("select distinct reason from model_fit where model = 'bg_nbd'")

describe('a prediction', () => {
  it('kept up by an increment or an undo is the one that everything built anew gives', async () => {
    const chain = newChain()
    await chain.load({ purchases: past })
    const before = await predicted(chain)
    expect(before.customers.length).toBe(700)

    const { batch_id, build } = await chain.load({ purchases: later })
    expect(build!.how).toBe('increment')
    const kept_up = await predicted(chain)
    expect(kept_up).not.toEqual(before)
    expect((await chain.rebuild()).build!.how).toBe('full')
    expect(await predicted(chain)).toEqual(kept_up)

    await chain.undo(batch_id!)
    expect(await predicted(chain)).toEqual(before)
  }, 300_000)

  it('of very many buyers, told to the week, is fitted with every load all the same', async () => {
    const chain = newChain(emptyFolder(), manyFrom100)
    await chain.load({ purchases: past })
    const before = await predicted(chain)
    expect(before.customers.length).toBe(700)
    const one = { ...later[0]!, order_id: 'one-more', ordered_at: '2025-10-31 05:00:00' }
    const { build } = await chain.load({ purchases: [one] })
    expect(build!.how).toBe('increment')
    expect(rebuilt(build, 'model_fit')).toBeGreaterThan(0)
    const after = await predicted(chain)
    expect(after.fit).not.toEqual(before.fit)
    await chain.rebuild()
    expect(await predicted(chain)).toEqual(after)
  }, 300_000)

  it('stays as it is when only something else is loaded', async () => {
    const chain = newChain()
    await chain.load({ purchases: past })
    const before = await predicted(chain)
    const { build } = await chain.load({
      targets: [{ metric: 'net_sales', period: '2026', scope: 'chain', value: 1 }],
    })
    expect(rebuilt(build, 'model_fit')).toBe(0)
    expect(await predicted(chain)).toEqual(before)
  })

  it('is not made of too few buyers, and the load goes on', async () => {
    const chain = newChain()
    await chain.load({ purchases: buyerLines(499, 300) })
    expect(await reasons(chain)).toEqual([{ reason: 'data_gate' }])
    expect((await predicted(chain)).customers).toEqual([])
  })

  it('is not made of buyers among whom nothing can be told apart, and the load goes on', async () => {
    const chain = newChain()
    const days = ['2025-01-01', '2025-03-01', '2025-07-01', '2025-07-20']
    const alike = Array.from({ length: 600 }, (_, buyer) =>
      days.map((day) => ({
        ...past[0]!,
        order_id: `${buyer}-${day}`,
        customer_id: `b${buyer}`,
        ordered_at: `${day} 04:00:00`,
      })),
    )
    await chain.load({ purchases: alike.flat() })
    expect((await reasons(chain)).map(({ reason }) => reason)).toEqual(['flat_likelihood'])
    expect((await predicted(chain)).customers).toEqual([])
  })

  it('leaves out what came to nothing and what was brought back, and outlives a heavy buyer', async () => {
    const chain = newChain()
    const gift = { ...past[0]!, order_id: 'gift', customer_id: 'gifted', net_amount: 0 }
    const back = {
      ...past[0]!,
      line_no: 2,
      net_amount: -1,
      quantity: -1,
      kind: 'return',
      ordered_at: '2025-10-20 04:00:00',
    }
    const heavy = Array.from({ length: 298 }, (_, day) => ({
      ...past[0]!,
      order_id: `heavy-${day}`,
      customer_id: 'heavy',
      ordered_at: `${new Date(Date.UTC(2025, 0, 2 + day)).toISOString().slice(0, 10)} 04:00:00`,
    }))
    await chain.load({ purchases: [...past, gift, back, ...heavy] })
    const found = await chain.ask<Record<string, number | string>>(
      `select customer_id, o.*, discounted_purchases * spend_factor * spend_scale as expected_sales from ${expected}
        where customer_id in ('gifted', 'heavy', '${past[0]!['customer_id']}') order by customer_id`,
    )
    expect(found.map(({ customer_id }) => customer_id)).toEqual([past[0]!['customer_id'], 'heavy'])
    expect(found[1]!['repeats']).toBe(297)
    expect(found[1]!['purchases_365']).toBeGreaterThan(200)
    expect(found[1]!['expected_sales']).toSatisfy(Number.isFinite)
    const own = past.filter(({ customer_id }) => customer_id === past[0]!['customer_id'])
    expect(found[0]!['repeats']).toBe(own.length - 1)
  })
})
