import { currentSnapshot } from '../../server/state/ledger.ts'
import { openState } from '../../server/state/state.ts'

const most = 12

/** What took longest when the newest snapshot was built; marts that are built together have one time. */
export function buildTimes(
  data_dir: string,
): { mart: string; rows: number; rebuilt_rows: number; took_ms: number }[] {
  const state = openState(data_dir)
  const { build } = currentSnapshot(state)!
  state.close()
  const whole = { mart: `${build.how} build`, rows: 0, rebuilt_rows: 0, took_ms: build.took_ms }
  const marts = build.marts.map(({ name, rows, rebuilt_rows, took_ms }) => ({
    mart: name,
    rows,
    rebuilt_rows,
    took_ms,
  }))
  return [whole, ...marts.toSorted((a, b) => b.took_ms - a.took_ms).slice(0, most)]
}
