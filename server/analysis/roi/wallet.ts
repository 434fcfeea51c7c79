import { wallet as metric } from '../../../queries/roi/wallet.ts'
import { ratioOfSums } from '../../stats/ratio-of-sums.ts'
import { defineAnalysis } from '../analysis.ts'

const fewest_answers = 30

/** Works out the share of wallet of each group, unless too few answered. */
export const wallet = defineAnalysis(metric, (rows) =>
  rows.map(({ bucket, member, answers, own_sales, stated_spend, above_stated, ...squares }) => {
    const is_shown = (answers ?? 0) >= fewest_answers
    const found = is_shown
      ? ratioOfSums({
          ...{ n: answers!, part: own_sales ?? 0, whole: stated_spend ?? 0 },
          part_squares: squares.own_squares ?? 0,
          whole_squares: squares.stated_squares ?? 0,
          products: squares.products ?? 0,
        })
      : null
    return {
      ...{ bucket, member, answers, own_sales, stated_spend, above_stated },
      ...{ share_of_wallet: found?.ratio ?? null, low: found?.low ?? null, high: found?.high ?? null },
    }
  }),
)
