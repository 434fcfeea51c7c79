import type { FieldType } from '../../../queries/tables.ts'

/** The SQL type in which a canonical field is kept. */
export const sqlTypes: Readonly<Record<FieldType, string>> = {
  id: 'varchar',
  text: 'varchar',
  enum: 'varchar',
  day: 'date',
  month: 'date',
  instant: 'timestamp',
  amount: 'decimal(18, 4)',
  number: 'double',
  integer: 'bigint',
  boolean: 'boolean',
}

/** A canonical field as a name in SQL: some, such as `at`, are also words of the language. */
export const named = (field: string) => `"${field}"`
