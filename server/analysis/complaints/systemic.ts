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
  const usual = complete.filter((row) => !known.has(keyOf(crossing, row)))
  const margins: Margins = {
    all: total(usual),
    of: new Map(fields.map((field) => [field, sumsBy(usual, field)])),
    whole: new Map(fields.map((field) => [field, sumsBy(complete, field)])),
    told: toldIn(crossing, known),
  }
  const cells = [...Map.groupBy(complete, (row) => keyOf(crossing, row))].map(([key, members]): Tested => {
    const complaints = total(members)
    const inside = known.has(key) ? 0 : complaints
    const expected = expectedIn(members[0]!, fields, inside, margins)
    return {
      crossing,
      key,
      rows: members,
      complaints,
      expected,
      chance: poissonAtLeast(complaints, expected),
    }
  })
  const tested = fields.reduce((product, field) => product * margins.whole.get(field)!.size, 1)
  return { cells, tested: complete.length > 0 ? tested : 0 }
}

/** Complaints by the values of each field: `of` without those of cells known to be systemic, `whole` with them. */
interface Margins {
  readonly all: number
  readonly of: ReadonlyMap<Field, ReadonlyMap<string, number>>
  readonly whole: ReadonlyMap<Field, ReadonlyMap<string, number>>
  /** Categories or causes that are known to be systemic, by store or product. */
  readonly told: ReadonlyMap<string, readonly string[]>
}

function toldIn(crossing: Crossing, known: ReadonlySet<string>): Map<string, string[]> {
  const told = new Map<string, string[]>()
  for (const key of known) {
    const [name, what, where] = key.split('\n') as [string, string, string]
    if (name === crossing) told.set(where, [...(told.get(where) ?? []), what])
  }
  return told
}

/**
 * Complaints of the store or product × the share of the category or cause among all the others: the margins without
 * the cell itself, `inside` of them, which would else excuse itself. Beside a known cell only what is left of the store counts,
 * against the share among what is left of the others, so that one cause hides no second one. Of three fields each share is
 * that among all. Nothing can be expected where there are no others: such a cell is never systemic.
 */
function expectedIn(
  row: Read,
  fields: readonly Field[],
  inside: number,
  { all, of, whole, told }: Margins,
): number {
  const margin = (field: Field) => of.get(field)!.get(row[field]!) ?? 0
  const [what, where, ...more] = fields as readonly [Field, Field, ...Field[]]
  if (more.length > 0)
    return all > 0 ? fields.reduce((product, field) => (product * margin(field)) / all, all) : Infinity
  const known = told.get(row[where]!) ?? []
  if (known.length === 0 || known.includes(row[what]!)) {
    const others = all - margin(where)
    return others > 0 ? (whole.get(where)!.get(row[where]!)! * (margin(what) - inside)) / others : Infinity
  }
  const elsewhere = known.reduce((left, name) => left - (of.get(what)!.get(name) ?? 0), all - margin(where))
  return elsewhere > 0 ? (margin(where) * (margin(what) - inside)) / elsewhere : Infinity
}

function sumsBy(rows: readonly Read[], field: Field): Map<string, number> {
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
  const sums = sumsBy(
    rows.filter((row) => row[field] !== null),
    field,
  )
  return [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? null
}
