import { alarms as metric, watched } from '../../../queries/complaints/alarms.ts'
import type { Watched } from '../../../queries/complaints/alarms.ts'
import type { ReadRow, Row } from '../../../queries/metric.ts'
import { dispersionOf, rateAlarms, stepDispersionOf } from '../../stats/rate-alarms.ts'
import type { AlarmLevel, RateAlarm, RateBaseline, RateSeries } from '../../stats/rate-alarms.ts'
import { defineAnalysis } from '../analysis.ts'
import { buckets_a_year } from './buckets-a-year.ts'

type Read = ReadRow<typeof metric>
type Field = 'store_id' | 'category' | 'root_cause' | 'product_id'

const fieldsOf: Readonly<Record<Watched, readonly Field[]>> = {
  store_category: ['store_id', 'category'],
  product_cause: ['product_id', 'root_cause'],
  product: ['product_id'],
  store: ['store_id'],
  root_cause: ['root_cause'],
  category: ['category'],
  chain: [],
}

type Side = 'before' | 'now'

/** A row of complaints, and in which bucket of its side it lies. */
interface Placed {
  readonly row: Read
  readonly side: Side
  readonly place: number
  readonly complaints: number
}

/** What was sold, by bucket, before the period and in it; a bucket cut by its first day lies on both sides of it. */
interface Timeline {
  readonly before: readonly string[]
  readonly now: readonly string[]
  readonly places: Readonly<Record<Side, ReadonlyMap<string, number>>>
  /** Orders of a store, or of all for '', in the buckets of each side; no entry at all where none are known. */
  readonly orders: ReadonlyMap<string, Readonly<Record<Side, readonly number[]>>>
}

interface Series {
  readonly kind: Watched
  readonly rows: readonly Placed[]
  /** The rows with those that finer alarms explain. */
  readonly all: readonly Placed[]
}

interface Episode extends Series {
  readonly first: number
  readonly last: number
  readonly chance: number
  readonly observed: number
  readonly expected: number
}

/** Alarms of all series, finer ones explaining coarser ones; the latest first. */
export const alarms = defineAnalysis(metric, (rows, { grain }) => {
  const timeline = timelineOf(rows)
  const complaints = placedIn(timeline, rows)
  const kinds = watched.map((kind) => seriesOf(kind, complaints))
  const series_watched = kinds.reduce((sum, { length }) => sum + length, 0)
  const level = { buckets_a_year: buckets_a_year[grain], series: series_watched }
  const explained = new Set<Placed>()
  const episodes: Episode[] = []
  for (const group of kinds) {
    const rest = group.map((one) => without(one, explained))
    const found = episodesIn(rest, timeline, level)
    for (const episode of found) for (const one of rowsIn(episode)) explained.add(one)
    episodes.push(...found)
  }
  return episodes
    .map((episode) => described(episode, timeline, series_watched))
    .sort((a, b) =>
      a.last_bucket! > b.last_bucket! ? -1 : a.last_bucket! < b.last_bucket! ? 1 : a.chance! - b.chance!,
    )
})

/** Alarms of series of one kind. Where nothing was before, how much counts vary is told again from what is no alarm. */
function episodesIn(group: readonly Series[], timeline: Timeline, level: AlarmLevel): Episode[] {
  const found = (restless: Restlessness) =>
    group.flatMap((one) => {
      const whole = { ...one, rows: one.all }
      const now = countsOf(one, timeline, 'now')
      const counted = one.rows === one.all ? now : { ...now, whole: countsOf(whole, timeline, 'now').counts }
      const baseline = { ...baselineOf(whole, timeline), ...restless }
      return episodesOf(one, counted, rateAlarms(counted, baseline, level))
    })
  if (timeline.before.length > 0)
    return found({ dispersion: dispersionOf(eachCounted(group, timeline, 'before')) })
  const told = (some: readonly Series[], episodes: readonly Episode[]): Restlessness => {
    const of = Map.groupBy(episodes, ({ rows }) => rows)
    const loud = (nth: number) => of.get(group[nth]!.rows) ?? []
    return {
      dispersion: dispersionOf(eachCounted(some, timeline, 'now')),
      step_dispersion: stepDispersionOf(eachCounted(some, timeline, 'now', loud)),
    }
  }
  const episodes = found(told(group, []))
  const loud = new Set(episodes.flatMap(rowsIn))
  return found(
    told(
      group.map((one) => without(one, loud)),
      episodes,
    ),
  )
}

type Restlessness = Pick<RateBaseline, 'dispersion' | 'step_dispersion'>

/** Counts of one series after the other, for together they would fill the memory, each without the buckets of some episodes. */
function* eachCounted(
  some: readonly Series[],
  timeline: Timeline,
  side: Side,
  episodesOf: (nth: number) => readonly Episode[] = () => [],
): Generator<RateSeries> {
  for (const [nth, one] of some.entries())
    yield withoutBuckets(countsOf(one, timeline, side), episodesOf(nth))
}

/** A series without the buckets of some episodes. */
function withoutBuckets(series: RateSeries, episodes: readonly Episode[]): RateSeries {
  if (episodes.length === 0) return series
  const { counts, exposures } = series
  const keep = (value: number, nth: number) =>
    episodes.some(({ first, last }) => nth >= first && nth <= last) ? 0 : value
  return { counts: counts.map(keep), exposures: exposures.map(keep) }
}

const without = (series: Series, some: ReadonlySet<Placed>): Series =>
  series.rows.some((one) => some.has(one))
    ? { ...series, rows: series.rows.filter((one) => !some.has(one)) }
    : series

function seriesOf(kind: Watched, complaints: readonly Placed[]): Series[] {
  const fields = fieldsOf[kind]
  const complete = complaints.filter(({ row }) => fields.every((field) => row[field] !== null))
  const [one, other] = fields
  const groups = Map.groupBy(complete, ({ row }) =>
    other ? `${row[one!]}\n${row[other]}` : one ? row[one] : null,
  )
  return [...groups.values()].map((rows) => ({ kind, rows, all: rows }))
}

function timelineOf(rows: readonly Read[]): Timeline {
  const found: Record<Side, Set<string>> = { before: new Set(), now: new Set() }
  for (const row of rows) found[sideOf(row)].add(row.bucket!)
  const [before, now] = [[...found.before].sort(), [...found.now].sort()]
  const places = { before: placesOf(before), now: placesOf(now) }
  const orders = new Map<string, Readonly<Record<Side, number[]>>>()
  const ordersOf = (store: string) => {
    const known = orders.get(store) ?? { before: before.map(() => 0), now: now.map(() => 0) }
    orders.set(store, known)
    return known
  }
  for (const row of rows) {
    if (row.orders === null) continue
    const side = sideOf(row)
    const place = places[side].get(row.bucket!)!
    for (const store of row.store_id ? ['', row.store_id] : ['']) ordersOf(store)[side][place]! += row.orders
  }
  return { before, now, places, orders }
}

const sideOf = ({ in_period }: Pick<Read, 'in_period'>): Side => (in_period ? 'now' : 'before')

const placesOf = (buckets: readonly string[]) => new Map(buckets.map((bucket, place) => [bucket, place]))

function placedIn({ places }: Timeline, rows: readonly Read[]): Placed[] {
  return rows.flatMap((row) => {
    if (row.complaints === null) return []
    const side = sideOf(row)
    return [{ row, side, place: places[side].get(row.bucket!)!, complaints: row.complaints }]
  })
}

function countsOf({ kind, rows, all }: Series, timeline: Timeline, side: Side): RateSeries {
  const counts = timeline[side].map(() => 0)
  for (const one of rows) if (one.side === side) counts[one.place]! += one.complaints
  const store = fieldsOf[kind].includes('store_id') ? (all[0]?.row.store_id ?? '') : ''
  const without_orders = () => counts.map(() => (timeline.orders.size > 0 ? 0 : 1))
  return { counts, exposures: timeline.orders.get(store)?.[side] ?? without_orders() }
}

function baselineOf(series: Series, timeline: Timeline) {
  const { counts, exposures } = countsOf(series, timeline, 'before')
  return { count: sum(counts), exposure: sum(exposures) }
}

/** Buckets after which what goes on is no longer the same: a later alarm must then stand on later buckets alone. */
const longest_pause = 2

/** Alarms that follow each other are one; a window that reaches back into an earlier one over a pause says nothing new. */
function episodesOf(series: Series, counted: RateSeries, found: readonly (RateAlarm | null)[]): Episode[] {
  const episodes: Episode[] = []
  found.forEach((alarm, last) => {
    if (!alarm) return
    const open = episodes.at(-1)
    if (open && last - open.last <= longest_pause)
      episodes[episodes.length - 1] = { ...open, last, chance: Math.min(open.chance, alarm.chance) }
    else if (!open || last + 1 - alarm.window > open.last)
      episodes.push({ ...series, first: beginningOf(alarm, last, counted), last, ...alarm })
  })
  return episodes
}

/** Walks on to the first bucket above expectation, then back over those before it that lie two sigmas above. */
function beginningOf(
  { window, exposure, expected }: RateAlarm,
  last: number,
  { counts, exposures }: RateSeries,
) {
  const usual = (nth: number) => (expected / exposure) * exposures[nth]!
  let first = last + 1 - window
  while (first < last && counts[first]! <= usual(first)) first += 1
  while (first > 0 && counts[first - 1]! > usual(first - 1) + 2 * Math.sqrt(usual(first - 1))) first -= 1
  return first
}

function rowsIn({ rows, first, last }: Episode): Placed[] {
  return rows.filter(({ side, place }) => side === 'now' && place >= first && place <= last)
}

function described(episode: Episode, timeline: Timeline, series_watched: number): Row<typeof metric> {
  const { kind, first, last, chance } = episode
  const rows = rowsIn(episode).map(({ row }) => row)
  const fields = fieldsOf[kind]
  const of = (field: Field) => (fields.includes(field) ? rows[0]![field] : null)
  const store_id = of('store_id')
  const product_id = of('product_id')
  return {
    series: kind,
    store_id,
    store_name: store_id === null ? null : rows[0]!.store_name,
    category: of('category') ?? leading(rows, 'category'),
    root_cause: of('root_cause') ?? leading(rows, 'root_cause'),
    product_id,
    product_name: product_id === null ? null : rows[0]!.product_name,
    first_bucket: timeline.now[first]!,
    last_bucket: timeline.now[last]!,
    complaints: sum(rows.map(({ complaints }) => Number(complaints))),
    expected: expectedIn(episode, timeline),
    chance,
    is_current: last === timeline.now.length - 1,
    series_watched,
  }
}

/** What the buckets of an episode would hold at the rate before, or else at that of the rest of the period. */
function expectedIn(episode: Episode, timeline: Timeline): number | null {
  const { first, last, all: rows } = episode
  const whole = { ...episode, rows }
  const before = baselineOf(whole, timeline)
  const now = countsOf(whole, timeline, 'now')
  const within = (values: readonly number[]) => sum(values.slice(first, last + 1))
  const [count, exposure] =
    before.exposure > 0
      ? [before.count, before.exposure]
      : [sum(now.counts) - within(now.counts), sum(now.exposures) - within(now.exposures)]
  return exposure > 0 ? (count / exposure) * within(now.exposures) : null
}

/** The value that more than half of the complaints have, else null. */
function leading(rows: readonly Read[], field: Field): string | null {
  const sums = new Map<string, number>()
  for (const row of rows)
    if (row[field]) sums.set(row[field], (sums.get(row[field]) ?? 0) + Number(row.complaints))
  const half = sum(rows.map(({ complaints }) => Number(complaints))) / 2
  return [...sums].find(([, amount]) => amount > half)?.[0] ?? null
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
