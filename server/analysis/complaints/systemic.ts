import { systemic as metric } from '../../../queries/complaints/systemic.ts'
import type { ReadRow, Row } from '../../../queries/metric.ts'
import { falseDiscovery } from '../../stats/false-discovery.ts'
import { poissonAtLeast } from '../../stats/poisson-tail.ts'
import { defineAnalysis } from '../analysis.ts'

type Read = ReadRow<typeof metric>
type Field = 'store_id' | 'category' | 'root_cause' | 'product_id'

/** What cells are made of, the coarser crossings first: of two that tell the same the coarser is kept. */
const crossings = {
  store: ['category', 'store_id'],
  product: ['root_cause', 'product_id'],
  store_product: ['category', 'store_id', 'product_id'],
} as const satisfies Record<string, readonly Field[]>
type Crossing = keyof typeof crossings

interface Cell {
  readonly crossing: Crossing
  readonly key: string
  readonly rows: readonly Read[]
  readonly complaints: number
  readonly expected: number
  readonly chance: number
  readonly false_discovery_rate: number
  readonly tested_cells: number
}

const least_complaints = 3

/** Cells with more complaints than their margins let expect, most improbable first. */
export const systemic = defineAnalysis(metric, (rows, { crossing, false_discovery }) => {
  const chosen = (Object.keys(crossings) as Crossing[]).filter((name) => ['all', name].includes(crossing))
  const first = found(rows, chosen, false_discovery, new Set())
  const again = found(rows, chosen, false_discovery, new Set(first.map(({ key }) => key)))
  return withoutEchoes(again.length > 0 ? again : first).map(described)
})

/** Systemic cells; the margins leave out the complaints of cells already known to be. */
function found(
  rows: readonly Read[],
  chosen: readonly Crossing[],
  rate: number,
  known: ReadonlySet<string>,
): Cell[] {
  const crossed = chosen.map((crossing) => cellsOf(rows, crossing, known))
  const tested_cells = crossed.reduce((sum, { tested }) => sum + tested, 0)
  const cells = crossed.flatMap(({ cells: some }) => some)
  const rates = falseDiscovery(
    cells.map(({ chance }) => chance),
    tested_cells,
  )
  return cells
    .map((cell, nth) => ({ ...cell, false_discovery_rate: rates[nth]!, tested_cells }))
    .filter((cell) => cell.false_discovery_rate <= rate && cell.complaints >= least_complaints)
    .sort((a, b) => a.chance - b.chance || b.complaints - a.complaints || (a.key < b.key ? -1 : 1))
}

type Tested = Omit<Cell, 'false_discovery_rate' | 'tested_cells'>

/** The cells of one crossing that hold complaints, and how many its margins make. */
function cellsOf(rows: readonly Read[], crossing: Crossing, known: ReadonlySet<string>) {
  const fields = crossings[crossing]
  const complete = rows.filter((row) => fields.every((field) => row[field] !== null))
  const cells = Map.groupBy(complete, (row) => keyOf(crossing, row))
  const usual = complete.filter((row) => !known.has(keyOf(crossing, row)))
  const all = total(usual)
  const margins = fields.map((field) => marginOf(usual, field))
  const everywhere = fields.map((field) => new Set(complete.map((row) => row[field])).size)
  const tested = [...cells].map(([key, members]): Tested => {
    const shares = fields.map((field, nth) => (margins[nth]!.get(members[0]![field]!) ?? 0) / all)
    const expected = all > 0 ? shares.reduce((product, share) => product * share, all) : 0
    const complaints = total(members)
    return { crossing, key, rows: members, complaints, expected, chance: tail(complaints, expected, all) }
  })
  return {
    cells: tested,
    tested: complete.length > 0 ? everywhere.reduce((product, n) => product * n, 1) : 0,
  }
}

/** A cell whose margins hold nothing else cannot be judged by them unless there is something usual to compare with. */
function tail(complaints: number, expected: number, all: number): number {
  return all > 0 ? poissonAtLeast(complaints, expected) : 1
}

function marginOf(rows: readonly Read[], field: Field): Map<string, number> {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(row[field]!, (sums.get(row[field]!) ?? 0) + Number(row.complaints))
  return sums
}

const keyOf = (crossing: Crossing, row: Read) =>
  [crossing, ...crossings[crossing].map((field) => row[field])].join('\n')

const total = (rows: readonly Read[]) => rows.reduce((sum, { complaints }) => sum + Number(complaints), 0)

/** Leaves out a cell most of whose complaints a more improbable one already holds. */
function withoutEchoes(cells: readonly Cell[]): Cell[] {
  const told = new Set<Read>()
  return cells.filter(({ rows, complaints }) => {
    const fresh = rows.filter((row) => !told.has(row))
    const is_news = total(fresh) > complaints / 2 && total(fresh) >= least_complaints
    if (is_news) for (const row of rows) told.add(row)
    return is_news
  })
}

function described(cell: Cell): Row<typeof metric> {
  const { crossing, rows, complaints, expected, chance, false_discovery_rate, tested_cells } = cell
  const fields: readonly Field[] = crossings[crossing]
  const [row] = rows
  const days = rows.flatMap(({ first_day, last_day }) => [first_day!, last_day!]).sort()
  return {
    crossing,
    store_id: fields.includes('store_id') ? row!.store_id : null,
    store_name: fields.includes('store_id') ? row!.store_name : null,
    category: mostFrequent(rows, 'category'),
    root_cause: mostFrequent(rows, 'root_cause'),
    product_id: fields.includes('product_id') ? row!.product_id : null,
    product_name: fields.includes('product_id') ? row!.product_name : null,
    first_day: days[0]!,
    last_day: days.at(-1)!,
    ...{ complaints, expected, chance, false_discovery_rate, tested_cells },
  }
}

/** The value that most of the complaints have; null where none is known. */
function mostFrequent(rows: readonly Read[], field: Field): string | null {
  const sums = marginOf(
    rows.filter((row) => row[field] !== null),
    field,
  )
  return [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? null
}
