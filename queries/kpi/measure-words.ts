import type { Words } from '../metric.ts'
import { titlesOf } from '../words.ts'
import { churn } from './churn.ts'
import { complaints } from './complaints.ts'
import { customers } from './customers.ts'
import { sales } from './sales.ts'
import { satisfaction } from './satisfaction.ts'

/** What the measures of the chain are called: as the columns of their own metrics. */
export const measureWords: Words = {
  ...titlesOf(customers.columns),
  ...titlesOf(churn.columns),
  ...titlesOf(satisfaction.columns),
  ...titlesOf(complaints.columns),
  ...titlesOf(sales.columns),
}
