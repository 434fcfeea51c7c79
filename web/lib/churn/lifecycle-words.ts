import type { LifecycleKind } from '../charts/lifecycle-chart.ts'
import { m } from '../paraglide/messages.js'

/** What each kind of customer is called. */
export const lifecycleName: Readonly<Record<LifecycleKind, () => string>> = {
  returning: m.churn_returning,
  resurrected: m.churn_resurrected,
  fresh: m.churn_new,
  lapsed: m.churn_lapsed,
}
