import type { Column, Unit } from './metric.ts'

/** Declares a column of an answer by its unit and its title in both languages; codes and members of a dimension say what they are. */
export const column = <const U extends Unit>(
  unit: U,
  en: string,
  zh: string,
  told: Omit<Column, 'unit' | 'title'> = {},
): Column<U> => ({ unit, title: { en, 'zh-CN': zh }, ...told })

/** First calendar day of a bucket, also where the bucket begins before the period; of the period for grain `total`. */
export const bucket = column('date', 'Bucket', '时段')
