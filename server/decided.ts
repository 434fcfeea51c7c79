import type { Decision, Metric } from '../queries/metric.ts'
import type { ParamValue } from './engine/engine.ts'
import { listAgreedWeights } from './state/agreed-weights.ts'
import type { State } from './state/state.ts'

type Values = Readonly<Record<string, ParamValue>>

const decisions: Readonly<Record<Decision, (state: State) => object>> = {
  agreed_weights: (state) =>
    listAgreedWeights(state)
      .filter(({ withdrawal }) => withdrawal === null)
      .map(({ version, effective_on, weights }) => ({ version, effective_on, weights })),
}

/** The values of a metric's parameters, with those filled in that people have decided. */
export function withDecided(state: State, { params }: Metric, values: Values): Values {
  const decided = Object.entries(params).flatMap(([name, param]) =>
    param.decided ? [[name, JSON.stringify(decisions[param.decided](state))] as const] : [],
  )
  return decided.length === 0 ? values : { ...values, ...Object.fromEntries(decided) }
}
