import Type from 'typebox'
import { tableNames } from '../../../queries/tables.ts'
import { default_max_reject_share } from '../../../queries/loading/plan.ts'
import type { Plan } from '../../../queries/loading/plan.ts'

const name = Type.String({ minLength: 1, maxLength: 1000 })
const strict = { additionalProperties: false } as const
const names = Type.Record(Type.String({ maxLength: 1000 }), name)

/** How a file is read, as a client may say it. */
export const optionsSchema = Type.Object(
  {
    encoding: Type.Optional(Type.String({ maxLength: 40 })),
    delimiter: Type.Optional(Type.String({ maxLength: 5 })),
    quote: Type.Optional(Type.String({ maxLength: 1 })),
    header_row: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    columns: Type.Optional(Type.Array(name, { maxItems: 5000 })),
    sheet: Type.Optional(Type.String({ maxLength: 100 })),
    time_zone: Type.Optional(Type.String({ maxLength: 60 })),
    day_order: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.Literal('dmy'), Type.Literal('mdy')])),
    ),
  },
  strict,
)

const filling = {
  table: Type.String({ enum: tableNames }),
  columns: Type.Optional(names),
  constants: Type.Optional(names),
  repeated: Type.Optional(Type.Boolean()),
}

/** How a table is filled, as a client may say it: by columns and constants. A select is the operator's code and never comes over HTTP. */
export const tablePlanSchema = Type.Object({ ...filling, source: Type.Optional(name) }, strict)

/** The same without the name of a source, as a saved mapping holds it. */
export const savedTableSchema = Type.Object(filling, strict)

const sourceSchema = Type.Object(
  { name, paths: Type.Array(name, { minItems: 1, maxItems: 500 }), options: optionsSchema },
  strict,
)

/** Scales of survey items by their name, and of CSAT. */
export const scaleSchema = Type.Record(
  Type.String({ maxLength: 1000 }),
  Type.Object({ min: Type.Number(), max: Type.Number() }, strict),
)

/** A whole plan, as a client may say it. Paths are names of uploaded files. */
export const planSchema = Type.Object(
  {
    sources: Type.Array(sourceSchema, { minItems: 1, maxItems: 500 }),
    tables: Type.Array(tablePlanSchema, { maxItems: tableNames.length * 4 }),
    time_zone: Type.Optional(Type.String({ maxLength: 60 })),
    max_reject_share: Type.Number({ minimum: 0, maximum: 1, default: default_max_reject_share }),
    mapping_name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    scale: Type.Optional(scaleSchema),
  },
  strict,
)

/** A plan that passed `planSchema`. */
export type ClientPlan = Omit<Plan, 'time_zone'>
