import { acquisition as metric } from '../../../queries/roi/acquisition.ts'
import { moments } from '../../stats/moments.ts'
import { differenceOf } from '../../stats/welch.ts'
import { defineAnalysis } from '../analysis.ts'

/** Sets the margin of the first year beside what a new customer cost. */
export const acquisition = defineAnalysis(metric, (rows) =>
  rows.map((row) => {
    const { new_customers, acquisition_cost, matured_customers, model_clv } = row
    const first_year = moments(matured_customers, row.first_year_margin, row.first_year_squares)
    const spread =
      first_year?.variance == null
        ? null
        : differenceOf(first_year.mean, [
            { variance: first_year.variance / first_year.n, df: first_year.n - 1 },
          ])
    const cac = acquisition_cost !== null && new_customers ? acquisition_cost / new_customers : null
    const perCost = (value: number | null) => (value !== null && cac !== null && cac > 0 ? value / cac : null)
    return {
      ...{ new_customers, acquisition_cost, cac, matured_customers },
      ...{ clv: first_year?.mean ?? null, clv_low: spread?.low ?? null, clv_high: spread?.high ?? null },
      clv_to_cac: perCost(first_year?.mean ?? null),
      ...{ model_clv, model_clv_to_cac: perCost(model_clv) },
    }
  }),
)
