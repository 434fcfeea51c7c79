import type { Column, Unit } from './metric.ts'

/** Declares a column of an answer by its unit and its title in both languages. */
export const column = <const U extends Unit>(unit: U, en: string, zh: string): Column<U> => ({
  unit,
  title: { en, 'zh-CN': zh },
})

/** First calendar day of a bucket, also where the bucket begins before the period; of the period for grain `total`. */
export const bucket = column('date', 'Bucket', '时段')
