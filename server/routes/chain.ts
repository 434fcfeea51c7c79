import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { knownDays } from '../answering/known-days.ts'
import type { Days } from '../answering/known-days.ts'
import { rowsOf } from '../engine/answer.ts'
import type { Job, Jobs } from '../load/job.ts'
import { currentSnapshot } from '../state/ledger.ts'
import { readSettings } from '../state/settings.ts'
import type { State } from '../state/state.ts'
import type { Troubles } from '../troubles.ts'
import { failures } from './failure-schemas.ts'
import { languageOfRequest } from './language.ts'
import type { MetricDeps } from './metrics.ts'
import { limits } from './parameters.ts'
import { troublesSchema, troublesView } from './troubles-view.ts'

/** What the chain’s facts are read from. */
export interface ChainDeps extends MetricDeps {
  readonly state: State
  readonly jobs: Jobs
  readonly dataVersion: () => string | null
  readonly clock: () => Date
  readonly troubles: Troubles
}

const day = Type.Union([Type.String({ format: 'date' }), Type.Null()])
const schema = {
  summary: 'The chain, what is loaded of it, and what is being loaded',
  tags: ['chain'],
  response: {
    200: Type.Object({
      name: Type.Union([Type.String(), Type.Null()]),
      currency: Type.String(),
      time_zone: Type.String(),
      data_version: Type.Union([Type.String(), Type.Null()]),
      today: Type.String({ format: 'date' }),
      first_day: day,
      last_day: day,
      loaded: Type.Record(Type.String(), Type.Integer()),
      troubles: troublesSchema,
      building: Type.Optional(
        Type.Object({
          job_id: Type.String(),
          kind: Type.String(),
          stage: Type.String(),
          progress: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
          rows: Type.Integer(),
          remaining_seconds: Type.Union([Type.Number(), Type.Null()]),
        }),
      ),
    }),
    ...failures,
  },
}

/** What a page needs to know before it asks anything. Answers at once, also while the first data is being prepared. */
export function chainRoutes(app: FastifyInstance, deps: ChainDeps): void {
  const factsOf = factsReader(deps)
  app.get('/api/chain', { schema }, async (request, reply) => {
    const { chain_name, currency, time_zone } = readSettings(deps.state)
    const data_version = deps.dataVersion()
    const building = deps.jobs.list().find(({ state, kind }) => state === 'running' && kind !== 'check')
    const { days, contact_costs } = await factsOf(data_version)
    const tables: Readonly<Record<string, number>> = currentSnapshot(deps.state)?.build.tables ?? {}
    const any_cost = (tables.costs ?? 0) + contact_costs
    reply.header('cache-control', 'no-store')
    return {
      name: chain_name,
      currency,
      time_zone,
      data_version,
      today: todayIn(time_zone, deps.clock()),
      ...days,
      loaded: { ...tables, ...(any_cost > 0 && { any_cost }) },
      troubles: troublesView(deps.troubles, languageOfRequest(request)),
      ...(building && { building: buildingOf(building) }),
    }
  })
}

/** The calendar day in a time zone at a moment, `YYYY-MM-DD`. */
function todayIn(time_zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: time_zone, dateStyle: 'short' })
  return parts.format(now)
}

/** What is told of a version of the data: its days, and of how many contacts of campaigns it is known what they cost. */
interface Facts {
  readonly days: Days
  readonly contact_costs: number
}

const nothing: Facts = { days: { first_day: null, last_day: null }, contact_costs: 0 }

/** Asks once for each version of the data what it tells. */
function factsReader({ metrics, answering, questionOf }: MetricDeps) {
  const always = { from: limits.first_day, to: limits.last_day }
  let known: { readonly data_version: string; readonly facts: Facts } | undefined
  return async (data_version: string | null): Promise<Facts> => {
    if (data_version === null) return nothing
    if (known?.data_version === data_version) return known.facts
    const versions = new Set<string>()
    const ask = async (id: string) => {
      const metric = metrics.find((one) => one.id === id)
      if (!metric) return []
      const answer = await answering.ask(questionOf(metric, always))
      versions.add(answer.data_version)
      return rowsOf(answer)
    }
    const facts = { days: await knownDays(ask), contact_costs: contactCosts(await ask('data/completeness')) }
    const [version, ...others] = versions
    if (version !== undefined && others.length === 0) known = { data_version: version, facts }
    return facts
  }
}

function contactCosts(fields: readonly Readonly<Record<string, unknown>>[]): number {
  const cost = fields.find(
    ({ table_name, field }) => table_name === 'campaign_contacts' && field === 'cost_amount',
  )
  return Number(cost?.filled ?? 0)
}

function buildingOf({ id, kind, stage, rows, total, remaining_seconds }: Job) {
  return {
    job_id: id,
    kind,
    stage,
    rows,
    remaining_seconds,
    ...(total && { progress: Math.min(1, rows / total) }),
  }
}
