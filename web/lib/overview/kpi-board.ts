import type { Overview } from './overview.svelte.ts'

/** What the card of a key figure needs of the page it stands on. */
export type KpiBoard = Pick<
  Overview,
  'selected' | 'cursor' | 'asking' | 'figure' | 'missing' | 'target' | 'dataTo' | 'activeCustomers'
>
