import type { TableName } from '../queries/tables.ts'
import type { DirtCount } from './life/dirt.ts'
import type { Books } from './life/books.ts'
import { comeback_baseline_days, comeback_days } from './life/tally.ts'
import type { QuarterSums, ShiftSums } from './life/tally.ts'
import { dayText, quarterText } from './world/calendar.ts'
import { windowEnd } from './world/campaigns.ts'
import { drop_out_concentration, joinChannels, rhythm_shape } from './world/join-channels.ts'
import { takesPart } from './world/planted.ts'
import type { Measure } from './world/planted.ts'
import { surveyItems } from './world/survey-items.ts'
import { currency, time_zone } from './world/world.ts'
import type { WrittenFile } from './write/row-file.ts'

/** The content of `truth.json`. Money in yuan, shares from 0 to 1, days as `YYYY-MM-DD` and both ends included. */
export type Truth = ReturnType<typeof tellTruth>

/** Everything that was put into the data on purpose, and what the files must add up to. */
export function tellTruth(books: Books, files: readonly WrittenFile[]) {
  const { world } = books
  return {
    chain: {
      ...world.options,
      first_day: dayText(world.first),
      last_day: dayText(world.last),
      time_zone,
      currency,
    },
    files: files.map((file) => ({ ...file, dirt: dirtIn(books, file) })),
    rows: rowsByTable(books, files),
    totals: totals(books),
    quarters: quartersOf(books),
    planted: planted(books),
  }
}

function dirtIn(books: Books, { table }: WrittenFile): readonly DirtCount[] {
  return table === 'complaints' || table === 'complaint_events' ? books.dirt.counts[table] : []
}

/** Rows in the files, and how many of them a load accepts, rejects or takes as an earlier row's correction. */
function rowsByTable(books: Books, files: readonly WrittenFile[]) {
  const rows: Partial<
    Record<TableName, { in_files: number; accepted: number; rejected: number; duplicates: number }>
  > = {}
  for (const { table, rows: more } of files) {
    const sums = (rows[table] ??= { in_files: 0, accepted: 0, rejected: 0, duplicates: 0 })
    sums.in_files += more
    sums.accepted += more
  }
  for (const table of ['complaints', 'complaint_events'] as const) {
    const sums = rows[table]
    if (!sums) continue
    sums.rejected = books.dirt.rows(table, 'rejected')
    sums.duplicates = books.dirt.rows(table, 'duplicate')
    sums.accepted -= sums.rejected + sums.duplicates
  }
  return rows
}

const yuan = (fen: number) => Math.round(fen) / 100
const share = (part: number, whole: number) => (whole > 0 ? part / whole : null)

function totals(books: Books) {
  const { world } = books
  const sum = (field: keyof QuarterSums) =>
    [...books.tally.quarters.values()].reduce((total, quarter) => total + quarter[field], 0)
  return {
    customers: world.options.customers,
    stores: world.stores.length,
    products: world.range.products.length,
    net_sales: yuan(sum('net_sales')),
    identified_net_sales: yuan(sum('identified_net_sales')),
    gross_margin: yuan(sum('net_sales') - sum('cost')),
    orders: sum('orders'),
    identified_orders: sum('identified_orders'),
    cancelled_orders: sum('cancelled_orders'),
    returns: sum('returns'),
    buyers: sum('new_customers'),
    invited: sum('invited'),
    answered: sum('answered'),
    complaints: sum('complaints'),
    enquiries: sum('enquiries'),
  }
}

/** Orders are not cancelled ones; a return counts in the quarter in which it comes back. */
function quartersOf(books: Books) {
  return [...books.tally.quarters]
    .sort(([a], [b]) => a - b)
    .map(([quarter, sums]) => ({
      quarter: quarterText(quarter),
      ...sums,
      net_sales: yuan(sums.net_sales),
      identified_net_sales: yuan(sums.identified_net_sales),
      cost: yuan(sums.cost),
    }))
}

function planted(books: Books) {
  const { outbreak, defect, slip, measures, self_service } = books.world.planted
  return {
    outbreak: {
      ...{ store_id: outbreak.store.store_id, category: outbreak.category, root_cause: outbreak.root_cause },
      ...{ from: dayText(outbreak.from), to: dayText(outbreak.to), share_of_orders: outbreak.share },
      complaints: books.tally.planted_complaints.outbreak,
    },
    defect: {
      ...{ product_id: defect.product.product_id, category: defect.category, root_cause: defect.root_cause },
      ...{ from: dayText(defect.from), to: dayText(defect.to), share_of_orders: defect.share },
      complaints: books.tally.planted_complaints.defect,
    },
    slipping_region: {
      ...{ region: slip.region, from: dayText(slip.from), score_change: slip.shift.score },
      nps: npsChange(books.tally.shifts.get(slip.region)),
    },
    measures: measures.map((measure) => measureTruth(books, measure)),
    campaigns: campaignTruths(books),
    join_channels: joinChannelTruths(books),
    drivers: surveyItems.map(({ item, weight, spread }) => ({ item, weight, spread })),
    programme: programmeTruth(books),
    self_service: { from: dayText(self_service.from), enquiry_factor: self_service.enquiry_factor },
  }
}

/** NPS of the same answers with and without the planted change, −1 to 1. */
function npsChange(sums: ShiftSums | undefined) {
  const { answered = 0, nps_points = 0, nps_points_without = 0 } = sums ?? {}
  return { answered, with: share(nps_points, answered), without: share(nps_points_without, answered) }
}

function measureTruth(books: Books, { name, works, stores, from, shift }: Measure) {
  return {
    ...{
      name,
      works,
      from: dayText(from),
      item: shift.item,
      rating_change: shift.rating,
      score_change: shift.score,
    },
    stores: stores.map((store) => store.store_id),
    nps: npsChange(books.tally.shifts.get(name)),
  }
}

/** `lift_per_head` is what the treated truly spent more within the window than they would have: net sales in yuan. */
function campaignTruths(books: Books) {
  const { world } = books
  return world.campaigns.map((campaign) => {
    const sums = books.tally.campaigns[campaign.index]
    const {
      treated = 0,
      control = 0,
      added_orders = 0,
      added_net = 0,
      added_margin = 0,
      message_cost = 0,
    } = sums ?? {}
    return {
      ...{ campaign_id: campaign.campaign_id, name: campaign.name, treated, control },
      ...{ starts_on: dayText(campaign.starts_on), window_ends_on: dayText(windowEnd(campaign)) },
      window_closed: windowEnd(campaign) <= world.last,
      direction: campaign.lost_orders ? 'negative' : campaign.extra_orders > 0 ? 'positive' : 'zero',
      added_orders,
      added_net_sales: yuan(added_net),
      added_margin: yuan(added_margin),
      lift_per_head: treated > 0 ? added_net / 100 / treated : null,
      message_cost: yuan(message_cost),
      by_join_channel: campaign.by_join_channel ?? null,
      from_grade: campaign.from_grade ?? null,
    }
  })
}

function joinChannelTruths(books: Books) {
  return joinChannels.map((channel) => {
    const sums = books.tally.join_channels.get(channel)
    const { members = 0, buyers = 0, chances = 0, dropped_out = 0 } = sums ?? {}
    return {
      ...{ name: channel.name, mean_drop_out: channel.drop_out, drop_out_concentration },
      ...{ orders_a_year: channel.orders_a_year, rhythm_shape, members, buyers },
      dropped_out_share_of_buyers: share(dropped_out, buyers),
      dropped_out_share_of_orders: share(dropped_out, chances),
    }
  })
}

function programmeTruth(books: Books) {
  const { world } = books
  const { from, rhythm_factor, drop_out_factor } = world.planted.programme
  const group = (name: string) => {
    const { buyers = 0, came_back = 0 } = books.tally.comebacks.get(name) ?? {}
    return { buyers, came_back, share: share(came_back, buyers) }
  }
  return {
    ...{ from: dayText(from), rhythm_factor, drop_out_factor, comeback_days, comeback_baseline_days },
    stores: world.stores.filter(takesPart).map((store) => store.store_id),
    participating: { before: group('participating_before'), after: group('participating_after') },
    others: { before: group('other_before'), after: group('other_after') },
  }
}
