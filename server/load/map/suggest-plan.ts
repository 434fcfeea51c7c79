import { canonicalTables, type TableName } from '../../../queries/tables.ts'
import {
  default_max_reject_share,
  type ColumnSuggestion,
  type Detection,
  type Plan,
  type Question,
  type SavedMapping,
  type Source,
  type Suggestion,
  type TablePlan,
} from '../../../queries/loading/plan.ts'
import { headersKey } from './headers-key.ts'
import { derivable } from '../../../queries/inputs.ts'
import { guessTables, matchColumns, type Match, type TableGuess } from './suggest-table.ts'
import { normaliseName } from './normalise-name.ts'

/** What a suggestion depends on besides the files. */
export interface SuggestOptions {
  /** IANA zone of the chain. */
  readonly time_zone: string
  readonly saved?: readonly SavedMapping[]
  readonly max_reject_share?: number
}

/**
 * A plan for files by the names of their columns (and, where a name says nothing, their values). Files with the same
 * headers become one source; a saved mapping for the same headers is used as it is. Where a source could be two
 * tables, it is the one that fits better. Tables that repeat on every row of another (the shop on each
 * receipt) are taken from there when nothing else brings them.
 */
export function suggestPlan(detections: readonly Detection[], options: SuggestOptions): Suggestion {
  const groups = groupByHeaders(detections)
  const chosen = chooseTables(groups, options.saved ?? [])
  const mapped = [...chosen, ...repeatedTables(chosen)]
  return {
    plan: {
      sources: groups.map(({ source }) => source),
      tables: mapped.map(({ plan }) => plan),
      time_zone: options.time_zone,
      max_reject_share: options.max_reject_share ?? default_max_reject_share,
      ...savedScale(groups, options.saved ?? []),
    },
    columns: groups.flatMap((group) => columnSuggestions(group, mapped)),
    questions: groups.flatMap((group) => questionsOf(group, mapped)),
  }
}

interface Group {
  readonly source: Source
  /** The first file stands for all. */
  readonly detection: Detection
}

interface Chosen {
  readonly group: Group
  readonly plan: TablePlan
  readonly matches: readonly (Omit<Match, 'reason'> & Pick<ColumnSuggestion, 'reason'>)[]
  readonly missing: readonly string[]
}

function groupByHeaders(detections: readonly Detection[]): Group[] {
  const groups = new Map<string, Detection[]>()
  for (const detection of detections) {
    const key = `${headersKey(detection.columns.map(({ name }) => name))} ${JSON.stringify(detection.given)}`
    groups.set(key, [...(groups.get(key) ?? []), detection])
  }
  const names = new Set<string>()
  return [...groups.values()].map((files) => {
    const detection = files[0]!
    const name = sourceName(detection.file, names)
    names.add(name)
    return { source: { name, paths: files.map(({ path }) => path), options: detection.given }, detection }
  })
}

function sourceName(file: string, taken: ReadonlySet<string>): string {
  const stem = normaliseName(file.replace(/(\.[a-z0-9]+){1,2}$/i, '')).slice(0, 40) || 'source'
  let name = stem
  for (let count = 2; taken.has(name); count += 1) name = `${stem}_${count}`
  return name
}

function chooseTables(groups: readonly Group[], saved: readonly SavedMapping[]): Chosen[] {
  const known = groups.flatMap((group) => savedTables(group, saved))
  const open = groups.filter((group) => !known.some((each) => each.group === group))
  const offers = open.flatMap((group) => guessTables(group.detection).map((guess) => ({ group, guess })))
  const complete = (guess: TableGuess) => (guess.missing.length === 0 ? 100 : 0) + guess.score
  offers.sort((left, right) => complete(right.guess) - complete(left.guess))
  const chosen = [...known]
  for (const { group, guess } of offers) {
    const here = chosen.some((each) => each.group === group)
    const rival = chosen.find((each) => each.plan.table === guess.table)
    if (!here && (rival === undefined || joins(rival, guess))) chosen.push(fromGuess(group, guess))
  }
  return groups.flatMap((group) => chosen.filter((each) => each.group === group))
}

/** A table is filled from a second source when both have its key and lack nothing, as tills and a web shop do. */
function joins(rival: Chosen, guess: TableGuess): boolean {
  if (guess.missing.length > 0 || rival.missing.length > 0) return false
  const { key } = canonicalTables[guess.table]
  const derived = new Set(derivable[guess.table])
  const needed = key.filter((field) => !derived.has(field) || rival.plan.columns?.[field] !== undefined)
  return guess.score >= 2 && needed.every((field) => guess.matches.some((match) => match.field === field))
}

/** The scales of the saved mappings that are used. */
function savedScale(groups: readonly Group[], saved: readonly SavedMapping[]): Pick<Plan, 'scale'> {
  const keys = new Set(groups.map(({ detection }) => headersKey(detection.columns.map(({ name }) => name))))
  const used = saved.filter(({ sources }) => sources.some(({ headers_key }) => keys.has(headers_key)))
  const scales = used.flatMap(({ scale }) => (scale ? [scale] : []))
  return scales.length === 0 ? {} : { scale: Object.assign({}, ...scales.toReversed()) as Plan['scale'] }
}

function savedTables(group: Group, saved: readonly SavedMapping[]): Chosen[] {
  const key = headersKey(group.detection.columns.map(({ name }) => name))
  const found = saved.flatMap(({ sources }) => sources).find(({ headers_key }) => headers_key === key)
  return (found?.tables ?? []).map((table) => ({
    group,
    plan: { ...table, source: group.source.name },
    matches: Object.entries(table.columns ?? {}).map(([field, column]) => ({
      field,
      column,
      confidence: 1,
      reason: 'saved' as const,
    })),
    missing: [],
  }))
}

function fromGuess(
  group: Group,
  { table, matches, missing }: Pick<TableGuess, 'table' | 'matches' | 'missing'>,
): Chosen {
  const columns = Object.fromEntries(matches.map(({ field, column }) => [field, column]))
  return { group, plan: { table, source: group.source.name, columns }, matches, missing }
}

const members: readonly (readonly [TableName, string])[] = [
  ['stores', 'store_id'],
  ['products', 'product_id'],
  ['customers', 'customer_id'],
]

/** Names that could be anybody's are not taken for a member's. */
const ambiguous = new Set([
  'name',
  'city',
  'type',
  'status',
  'state',
  'date',
  'source',
  '名称',
  '城市',
  '类型',
  '状态',
  '日期',
  '来源',
  '渠道',
])

function repeatedTables(chosen: readonly Chosen[]): Chosen[] {
  const sales = chosen.find(({ plan }) => plan.table === 'purchases')
  if (sales === undefined) return []
  return members.flatMap(([table, key]) => {
    const column = sales.plan.columns?.[key]
    if (column === undefined || chosen.some(({ plan }) => plan.table === table)) return []
    const used = new Set(sales.matches.map((match) => match.column))
    const free = sales.group.detection.columns.filter(
      ({ name }) => !used.has(name) && !ambiguous.has(normaliseName(name)),
    )
    const own = matchColumns(table, { columns: free }).filter(
      ({ field, confidence }) => field !== key && confidence >= 0.9,
    )
    if (own.length === 0) return []
    const matches = [{ column, field: key, confidence: 1, reason: 'name' as const }, ...own]
    const { plan, ...rest } = fromGuess(sales.group, { table, matches, missing: [] })
    return [{ ...rest, plan: { ...plan, repeated: true } }]
  })
}

function columnSuggestions({ source, detection }: Group, mapped: readonly Chosen[]): ColumnSuggestion[] {
  const here = mapped.filter(({ group }) => group.source === source)
  return detection.columns.flatMap(({ name }): ColumnSuggestion[] => {
    const found = here.flatMap(({ plan, matches }) =>
      matches
        .filter(({ column }) => column === name)
        .map(({ field, confidence, reason }) => ({
          source: source.name,
          column: name,
          table: plan.table,
          field,
          confidence,
          reason,
        })),
    )
    const none = {
      source: source.name,
      column: name,
      table: null,
      field: null,
      confidence: 0,
      reason: 'none' as const,
    }
    return found.length > 0 ? found : [none]
  })
}

function questionsOf({ source, detection }: Group, mapped: readonly Chosen[]): Question[] {
  const here = mapped.filter(({ group }) => group.source === source)
  const columns = detection.columns.map(({ name }) => name)
  if (here.length === 0)
    return [
      {
        code: 'table',
        source: source.name,
        choices: Object.keys(canonicalTables),
        examples: columns.slice(0, 5),
      },
    ]
  return here.flatMap(({ plan, missing }) =>
    missing.map((field) => ({
      code: 'required_field' as const,
      source: source.name,
      table: plan.table,
      field,
      choices: columns,
      examples: [],
    })),
  )
}
