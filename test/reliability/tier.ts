import { appendFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect } from 'vitest'

/** The long tier tries more, for minutes; the fast one runs with every test. */
export const isLong = process.env.TEST_TIER === 'long'

/** How often something is tried in the tier that runs. */
export function times(fast: number, long: number): number {
  return isLong ? long : fast
}

/** Says what a suite has measured; the long tier also keeps it in the file that `npm run test:long` writes. */
export function report(what: string, figures: Readonly<Record<string, number | string>>): void {
  console.log(what, figures)
  const file = process.env.TEST_FIGURES
  const suite = basename(expect.getState().testPath!, '.test.ts')
  if (file) appendFileSync(file, `${JSON.stringify({ suite, what, ...figures })}\n`)
}
