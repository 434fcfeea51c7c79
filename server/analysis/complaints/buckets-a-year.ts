/** Buckets of a year, by grain. */
export const buckets_a_year = { day: 365.25, week: 52.18, month: 12, quarter: 4 } as const
