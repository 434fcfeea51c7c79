import type { Plan, ScaleBounds } from '../../../queries/loading/plan.ts'
import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import type { WorkDatabase } from '../read/work-database.ts'
import type { RowRule } from './row-rules.ts'

/** How the scores of a table are held against their scales, which are kept beside them. */
export interface Scaling {
  /** The relation of typed rows, with what the rest needs. */
  readonly from: (relation: string) => string
  /** Fields that are not simply `v_<field>`, in SQL. */
  readonly fields: Readonly<Record<string, string>>
  /** Scores as they were written: `_<field>`. */
  readonly written: readonly string[]
  readonly rules: readonly RowRule[]
}

const none: Scaling = { from: (relation) => relation, fields: {}, written: [], rules: [] }

/**
 * The scaling of a table of which these fields are known. The plan says a scale by the name of the item, or by the field
 * of a score of a survey; a row of survey items may also say its own. A score off its scale says nothing: it is emptied.
 */
export async function scalingOf(
  database: WorkDatabase,
  table: TableName,
  scale: Plan['scale'],
  known: ReadonlySet<string>,
): Promise<Scaling> {
  if (table === 'surveys') return surveyScaling(scale ?? {}, known)
  return table === 'survey_items' ? itemScaling(database, scale, known) : none
}

function surveyScaling(scale: NonNullable<Plan['scale']>, known: ReadonlySet<string>): Scaling {
  const scores = ['nps', 'csat', 'ces'].filter((field) => known.has(field))
  const scaled = scores.map((field) => ({ field, ...boundsOf(field, scale) }))
  const kept: Record<string, string> = {}
  for (const field of scaledFreely) {
    const said = known.has(field) && scale[field]
    if (said) Object.assign(kept, { [`${field}_min`]: `${said.min}`, [`${field}_max`]: `${said.max}` })
  }
  for (const { field, min, max } of scaled) kept[field] = onScale(field, min, max)
  return {
    ...none,
    fields: kept,
    written: scores,
    rules: scaled.map(({ field, min, max }) => ({
      field,
      code: 'off_scale',
      when: `t_${field} is not null and (v_${field} between ${min} and ${max}) is not true`,
      needs: [field],
    })),
  }
}

/** Scores that are asked on more scales than the usual one; what is recommended is asked on 0–10 and nothing else. */
const scaledFreely = ['csat', 'ces']

function boundsOf(field: string, scale: NonNullable<Plan['scale']>): ScaleBounds {
  const { min, max } = canonicalTables.surveys.fields[field] as ScaleBounds
  const said = scale[field]
  if (!said) return { min, max }
  return scaledFreely.includes(field) ? said : { min: Math.max(min, said.min), max: Math.min(max, said.max) }
}

async function itemScaling(
  database: WorkDatabase,
  scale: Plan['scale'],
  known: ReadonlySet<string>,
): Promise<Scaling> {
  const own = known.has('scale_min') && known.has('scale_max')
  const half = ['scale_min', 'scale_max'].filter((field) => known.has(field))
  if (scale) await writeScales(database, scale)
  const scores = ['rating', 'expectation'].filter((field) => known.has(field))
  return {
    from: (relation) => withEnds(relation, own, scale !== undefined),
    fields: {
      ...Object.fromEntries(scores.map((field) => [field, onScale(field, 'low', 'high')])),
      ...((own || scale) && { scale_min: 'low', scale_max: 'high' }),
    },
    written: scores,
    rules: [
      ...scores.map((field): RowRule => ({
        field,
        code: 'off_scale',
        when: `v_${field} not between low and high`,
        needs: [field],
      })),
      ...half.map((field): RowRule => ({
        field,
        code: 'unclear_scale',
        when: own
          ? `v_${field} is not null and (v_scale_min < v_scale_max) is not true`
          : `v_${field} is not null`,
        needs: [field],
      })),
    ],
  }
}

async function writeScales(database: WorkDatabase, scale: NonNullable<Plan['scale']>): Promise<void> {
  await database.run('create or replace temp table planned_scales (item varchar, low double, high double)')
  for (const [item, { min, max }] of Object.entries(scale))
    await database.run('insert into planned_scales values ($1, $2, $3)', [item, min, max])
}

/** The ends of each row's scale, null where nobody says both: what the plan says of its item goes before what the row says. */
function withEnds(relation: string, own: boolean, planned: boolean): string {
  const end = (name: 'low' | 'high', field: string) => {
    const said = own ? `case when v_scale_min < v_scale_max then v_${field} end` : 'cast(null as double)'
    return planned ? `coalesce(planned_scales.${name}, ${said}) as ${name}` : `${said} as ${name}`
  }
  const join = planned ? ` left join planned_scales on planned_scales.item = ${relation}.v_item` : ''
  return `(select ${relation}.*, ${end('low', 'scale_min')}, ${end('high', 'scale_max')} from ${relation}${join})`
}

const onScale = (field: string, low: string | number, high: string | number) =>
  `case when v_${field} < ${low} or v_${field} > ${high} then null else v_${field} end`
