import { inWords } from '../../queries/in-words.ts'
import type { Columns, Metric, Text } from '../../queries/metric.ts'
import { api, ApiError } from './api.ts'
import { members } from './members.svelte.ts'
import { m } from './paraglide/messages.js'
import { settings } from './settings.svelte.ts'
import { dimensions } from './view-state.ts'

type Cell = string | number | boolean | null
interface Catalogue {
  readonly metrics: readonly { readonly id: string; readonly columns: Columns }[]
}

/** What the codes of every metric are called, read from the catalogue when a table is looked at. */
class CodeWords {
  #columns = $state.raw<ReadonlyMap<string, Columns>>(new Map())
  #arriving: Promise<void> | null = null

  /** Reads the catalogue, once; after a failure, the next call tries again and codes stay as they are. */
  load(): Promise<void> {
    this.#arriving ??= this.#read().catch((error: unknown) => {
      this.#arriving = null
      if (!(error instanceof ApiError)) throw error
    })
    return this.#arriving
  }

  async #read() {
    const { metrics } = (await api.get('/api/metrics')) as Catalogue
    this.#columns = new Map(metrics.map(({ id, columns }) => [id, columns]))
  }

  /** A cell of an answer as people read it; as it is until the words are there. */
  tell(metric: Metric, name: string, row: object, params: object): Cell {
    const cells = row as Readonly<Record<string, Cell>>
    const column = this.#columns.get(metric.id)?.[name]
    if (!column) return cells[name] ?? null
    const { locale } = settings
    const say = (word: string | Text) => (word as Text)[locale]
    return inWords(column, cells[name] ?? null, cells, params as Record<string, unknown>, {
      locale,
      say,
      nameOf,
    })
  }
}

function nameOf(dimension: string, member: string): string {
  if (dimension === 'spend') return m.roi_group_spend({ member })
  if (dimension === 'loyalty') return member === 'one_time' ? m.prediction_one_time() : m.prediction_repeat()
  const as_channel = dimension === 'join_channel' || dimension === 'received_via'
  const known = as_channel ? 'channel' : dimensions.find((name) => name === dimension)
  return known ? members.label(known, member) : member
}

/** The words for codes of tables. */
export const codeWords = new CodeWords()
