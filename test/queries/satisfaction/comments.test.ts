import { describe, expect, it } from 'vitest'
import { list } from '../../../queries/customers/list.ts'
import { comments } from '../../../queries/satisfaction/comments.ts'
import { topics } from '../../../queries/satisfaction/topics.ts'
import { termsIn } from '../../../server/analysis/satisfaction/terms-in.ts'
import { useCornerShop } from '../corner-shop-chain.ts'
import { answers } from './survey-answers.ts'

const shop = useCornerShop(answers)
const texts = async (asked = {}) => (await shop.ask(comments, asked)).map(({ comment }) => comment)

describe('comments', () => {
  it('come latest first, with telephone numbers made unreadable', async () => {
    expect(await texts()).toEqual(['fine', 'tea came late', 'Lovely TEA, call •••'])
  })

  it('are found by words anywhere in them, whatever the case, and by mood', async () => {
    expect(await texts({ search: 'TEA' })).toEqual(['tea came late', 'Lovely TEA, call •••'])
    expect(await texts({ search: 'tea', mood: 'unhappy' })).toEqual(['tea came late'])
    expect(await texts({ search: '100%' })).toEqual([])
  })

  it('say how many there are and keep the store to those who may see it', async () => {
    const [first] = await shop.ask(comments, { limit: 1 })
    expect(first).toMatchObject({ total_comments: 3, store: 'Station', nps: 7, mood: 'neutral' })
    expect((await shop.ask(comments, {}, ['S2'])).map(({ comment }) => comment)).toEqual(['tea came late'])
  })
})

describe('personal data in comments', () => {
  const written = [
    '电话138-0013-8000请回电',
    'mail me: li.wei+x@example.com.cn thanks',
    '加我微信：wei_li88 谢谢',
    '身份证11010519491231002X',
    '等了20分钟，花了1234元',
    '１３８００１３８０００',
  ].map((comment, nth) => ({
    ...{ survey_id: `P${nth}`, answered_at: `2025-01-0${nth + 1} 04:00:00`, comment },
    ...{ batch_id: 'b1', batch_seq: 1 },
  }))
  const masked = useCornerShop({ surveys: written, survey_items: [] })

  it('is unreadable from loading on; short numbers stay', async () => {
    const rows = await masked.ask(comments)
    expect(rows.map(({ comment }) => comment).toReversed()).toEqual([
      '电话•••请回电',
      'mail me: ••• thanks',
      '加我••• 谢谢',
      '身份证•••',
      '等了20分钟，花了1234元',
      '•••',
    ])
  })
})

describe('topics', () => {
  it('are words that say something, in Chinese with their negation', () => {
    expect([...termsIn('水果不新鲜，店员态度很好')]).toEqual(
      expect.arrayContaining(['水果', '不新鲜', '店员', '态度']),
    )
    expect([...termsIn('The staff was VERY friendly and the queue too long')]).toEqual([
      'staff',
      'friendly',
      'queue',
      'long',
    ])
  })

  const said = [
    ...Array.from({ length: 30 }, () => ['很新鲜的水果', 10] as const),
    ...Array.from({ length: 30 }, () => ['排队太久', 2] as const),
    ...Array.from({ length: 4 }, () => ['停车方便', 9] as const),
  ].map(([comment, nps], nth) => ({
    ...{ survey_id: `T${nth}`, answered_at: '2025-01-05 04:00:00', comment, nps },
    ...{ batch_id: 'b1', batch_seq: 1 },
  }))
  const talking = useCornerShop({ surveys: said, survey_items: [] })

  it('lean to those who use them; what fewer than five write is no topic', async () => {
    const rows = await talking.ask(topics)
    const by = Object.fromEntries(rows.map((row) => [row.term, row]))
    expect(by['水果']).toMatchObject({
      comments: 30,
      happy: 30,
      unhappy: 0,
      verdict: 'praise',
      total_comments: 64,
    })
    expect(by['排队']).toMatchObject({ comments: 30, unhappy: 30, verdict: 'blame' })
    expect(by['停车']).toBeUndefined()
  })
})

describe('the people behind the satisfaction page', () => {
  const ids = async (asked: Record<string, string>) =>
    (await shop.ask(list, asked as never)).map(({ customer_id }) => customer_id).toSorted()

  it('are those who answered, scored, rated low, expected more or wrote', async () => {
    expect(await ids({ who: 'answered' })).toEqual(['ann', 'bo', 'cy'])
    expect(await ids({ who: 'satisfied' })).toEqual(['ann', 'cy'])
    expect(await ids({ who: 'dissatisfied' })).toEqual(['bo'])
    expect(await ids({ who: 'scored', of: '9', method: 'nps' })).toEqual(['cy'])
    expect(await ids({ who: 'scored', of: '5', method: 'csat', into: '1..5' })).toEqual(['ann'])
    expect(await ids({ who: 'scored', of: '5', method: 'csat', into: '1..10' })).toEqual([])
    expect(await ids({ who: 'rated_low', of: 'speed' })).toEqual(['bo'])
    expect(await ids({ who: 'below_expectation', of: 'speed' })).toEqual(['bo'])
    expect(await ids({ who: 'commented', of: 'tea' })).toEqual(['ann', 'bo'])
    expect(await ids({ who: 'commented', of: 'tea', method: 'happy' })).toEqual(['ann'])
  })
})
