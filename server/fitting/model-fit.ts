import { total } from '../stats/buyers.ts'
import type { Attempt, FitWork, Histories } from './fit-one.ts'
import { fitTogether } from './fit-together.ts'
import { columnsOf, type Fitted, type FittedRow, type Statistics } from './fitting.ts'

const names = [
  ...[
    'part',
    'model',
    'place',
    'parameter',
    'value',
    'standard_error',
    'log_likelihood',
    'customers',
    'reason',
  ],
  ...['covariance_1', 'covariance_2', 'covariance_3', 'covariance_4'],
]

/**
 * The parameters of the models, a row each, with their standard errors; one row with the reason where there are none. Beside
 * parameters, `reason` names the simpler model that stands in.
 * `part` is `now` for all the data and `earlier` for what the back-test fits. `covariance_n` is the covariance of the logarithm
 * of the parameter with that of the nth one. Times in weeks.
 */
export async function modelFit(statistics: Statistics): Promise<Fitted> {
  const [now, earlier, spenders] = [1, 2, 3].map((part) => only(statistics, part)) as [
    Histories,
    Histories,
    Histories,
  ]
  const works: readonly (FitWork & { readonly part: string })[] = [
    { part: 'now', model: 'pareto_nbd', histories: now },
    { part: 'earlier', model: 'pareto_nbd', histories: earlier },
    { part: 'now', model: 'bg_nbd', histories: now },
    { part: 'now', model: 'gamma_gamma', histories: spenders },
    { part: 'earlier', model: 'bg_nbd', histories: earlier },
  ]
  const attempts = await fitTogether(works)
  return columnsOf(
    names,
    works.flatMap(({ part, model, histories }, nth) =>
      rowsOf(part, model, attempts[nth]!, total(histories.buyers)),
    ),
  )
}

/** Rows of one part; they lie together. */
function only(statistics: Statistics, part: number): Histories {
  const parts = statistics['part']!
  const from = parts.indexOf(part)
  const to = from < 0 ? 0 : parts.lastIndexOf(part) + 1
  const slices = Object.entries(statistics).map(([name, list]) => [name, list.slice(Math.max(from, 0), to)])
  return Object.fromEntries(slices) as Histories
}

function rowsOf(part: string, model: string, attempt: Attempt, customers: number): FittedRow[] {
  const about = { part, model, customers }
  if (attempt.reason !== null) {
    const reason = customers === 0 && attempt.reason !== 'failed' ? 'data_gate' : attempt.reason
    return [{ ...about, place: 0, reason }]
  }
  const { parameters, errors, log_likelihood, covariance, edge } = attempt
  return Object.entries(parameters).map(([parameter, value], index) => ({
    ...about,
    place: index + 1,
    parameter,
    value,
    standard_error: errors[parameter]!,
    log_likelihood,
    reason: edge ?? null,
    ...Object.fromEntries(covariance[index]!.map((each, nth) => [`covariance_${nth + 1}`, each])),
  }))
}
