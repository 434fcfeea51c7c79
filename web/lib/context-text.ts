import { chain } from './chain.svelte.ts'
import { formatRange } from './format.ts'
import { members } from './members.svelte.ts'
import { m } from './paraglide/messages.js'
import { dimensions } from './view-state.ts'
import { view } from './view.svelte.ts'

/** Filters and version of the data in words: what a picture must say for itself. */
export function provenanceText(): string {
  const filtered = dimensions.flatMap((name) =>
    view.filters[name].map((member) => members.label(name, member)),
  )
  return [...filtered, m.data_version({ version: chain.data_version ?? '' })].join(' · ')
}

/** The same after the period that is looked at. */
export function contextText(): string {
  return `${formatRange(view.ranges.current)} · ${provenanceText()}`
}
