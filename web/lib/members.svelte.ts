import { members as membersMetric } from '../../queries/data/members.ts'
import { ask } from './api.ts'
import { chain } from './chain.svelte.ts'
import { m } from './paraglide/messages.js'
import { dimensions } from './view-state.ts'
import type { Dimension } from './view-state.ts'

/** One thing that can be filtered for. */
export interface Member {
  readonly dimension: Dimension
  readonly member: string
  readonly label: string | null
  /** The member that holds it: the region of a store. */
  readonly parent: string | null
  /** How many rows it has, to put the big ones first. */
  readonly n: number | null
}

const segmentNames: Readonly<Record<string, () => string>> = {
  important_value: m.segment_important_value,
  important_keep: m.segment_important_keep,
  important_develop: m.segment_important_develop,
  important_win_back: m.segment_important_win_back,
  general_value: m.segment_general_value,
  general_keep: m.segment_general_keep,
  general_develop: m.segment_general_develop,
  general_win_back: m.segment_general_win_back,
}

/** What the filter bar offers, read once for each version of the data. */
class Members {
  all = $state.raw<readonly Member[]>([])
  #version: string | null = null
  #labels = $derived(new Map(this.all.map((one) => [`${one.dimension}:${one.member}`, one.label])))

  of = (dimension: Dimension): Member[] => this.all.filter((one) => one.dimension === dimension)

  /** The dimensions that have at least one member. */
  offered = $derived(dimensions.filter((name) => this.all.some((one) => one.dimension === name)))

  /** The words for a member; its code where none are known. */
  label = (dimension: Dimension, member: string): string =>
    segmentNames[member]?.() ?? this.#labels.get(`${dimension}:${member}`) ?? member

  /** Reads the members again when the data changed. */
  async refresh() {
    const version = chain.data_version
    if (version === null || version === this.#version) return
    this.#version = version
    const day = chain.facts?.today ?? ''
    const { rows } = await ask(membersMetric, { from: day, to: day })
    this.all = rows as unknown as Member[]
  }
}

export const members = new Members()
