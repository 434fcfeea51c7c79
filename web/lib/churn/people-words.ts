import { m } from '../paraglide/messages.js'

const parts: Readonly<Record<string, () => string>> = {
  new: m.churn_new,
  returning: m.churn_returning,
  resurrected: m.churn_resurrected,
  active: m.churn_active,
  lapsed: m.churn_lapsed,
}
const methods: Readonly<Record<string, () => string>> = {
  fixed: m.churn_method_fixed,
  rhythm: m.churn_method_rhythm,
  model: m.churn_method_model,
}

/** The part of a lifecycle bar, in words. */
export const lifecyclePart = (part: string) => parts[part]?.() ?? part

/** A definition of a lapse, in words. */
export const methodName = (method: string) => methods[method]?.() ?? method
