import { addDays } from '../../../queries/day.ts'
import { concentration } from '../../../queries/value/concentration.ts'
import { valueGroups } from '../../../queries/value/groups.ts'
import { lorenz } from '../../../queries/value/lorenz.ts'
import { valueMigration } from '../../../queries/value/migration.ts'
import { compared } from '../../../queries/value/rfm.ts'
import { rfmGrid } from '../../../queries/value/rfm_grid.ts'
import { rfmScores } from '../../../queries/value/rfm_scores.ts'
import { valueSegments } from '../../../queries/value/segments.ts'
import { valueTiers } from '../../../queries/value/tiers.ts'
import type { who } from '../../../queries/customers/list.ts'
import { chain } from '../chain.svelte.ts'
import { MarkMenu } from '../marks/mark-menu.svelte.ts'
import { Question } from '../question.svelte.ts'
import { sheetOf, type Sheet } from '../sheet.ts'
import { view } from '../view.svelte.ts'
import { groupOrder, type Grouping } from './order.ts'
import { readSettings, settingsOf, writeSettings } from './settings.ts'

/** A list that a mark of the page opens. */
export type ValueWho = Extract<(typeof who)[number], 'rfm_cell' | `value_${string}`>

/** What the value page shows, shared by its cards. Create it while the page is initialised. */
export class ValuePage {
  readonly menu = new MarkMenu()
  settings = $derived(readSettings((name) => view.own(name)))
  /** The day compared with: the one before the period begins, or the end of the same period last year. */
  base_to = $derived(
    this.settings.base_to ??
      (view.state.compare === 'last_year' ? view.ranges.last_year.to : addDays(view.ranges.current.from, -1)),
  )
  /** Whether the data reaches back to the day compared with. */
  is_compared = $derived(chain.facts?.first_day != null && chain.facts.first_day <= this.base_to)
  params = $derived({ ...view.params, ...this.settings, base_to: this.base_to })
  /** The same for what is of the period's end alone. */
  #uncompared = $derived({ ...this.params, base_to: compared.base_to.default })
  /** How the moves part the customers. */
  by = $derived<Grouping>(readGrouping(view.own('by')))
  /** Which of the two maps the list of groups shows. */
  groups_by = $derived<'group' | 'segment'>(view.own('groups') === 'segment' ? 'segment' : 'group')

  grid = new Question(rfmGrid, () => this.#uncompared)
  scores = new Question(rfmScores, () => this.#uncompared)
  groups = new Question(valueGroups, () => this.params)
  segments = new Question(valueSegments, () => (this.groups_by === 'segment' ? this.params : null))
  /** Predictions hold at the end of the data alone, so what is compared with another day leaves them out. */
  without_model = $derived({ ...this.params, potential_by: 'first_purchase' as const })
  tiers = new Question(valueTiers, () => this.params)
  group_moves = new Question(valueMigration, () => ({ ...this.params, by: 'group' as const }))
  #other_moves = new Question(valueMigration, () =>
    this.by === 'group' ? null : { ...this.without_model, by: this.by },
  )
  moves = $derived(this.by === 'group' ? this.group_moves : this.#other_moves)
  curve = new Question(lorenz, () => this.#uncompared)
  concentration = new Question(concentration, () => this.#uncompared)

  /** Address of the customers behind a mark, counted with the settings in force. */
  people = (who: ValueWho, of: string): string =>
    view.href('/customers', { own: { ...writeSettings(settingsOf(this.settings)), who, of } })

  /** Address of those who moved between two groups: empty is any, and `!` before one is every other. */
  movers = (by: Grouping, of: string, into: string): string => {
    const kept = writeSettings(settingsOf({ ...this.without_model, base_to: this.base_to }))
    return view.href('/customers', { own: { ...kept, who: 'value_move', of, into, method: by } })
  }

  sheets = (): Sheet[] => [
    sheetOf(concentration, this.params),
    sheetOf(rfmGrid, this.params),
    sheetOf(rfmScores, this.params),
    sheetOf(valueGroups, this.params),
    sheetOf(valueSegments, this.params),
    sheetOf(valueTiers, this.params),
    sheetOf(valueMigration, { ...this.without_model, by: this.by }),
    sheetOf(lorenz, this.params),
  ]
}

function readGrouping(text: string | null): Grouping {
  return text !== null && text in groupOrder ? (text as Grouping) : 'group'
}
