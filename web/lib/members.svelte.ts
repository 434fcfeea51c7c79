import { members as membersMetric } from '../../queries/data/members.ts'
import { ApiError, ask } from './api.ts'
import { chain } from './chain.svelte.ts'
import { knownWords } from '../../queries/member-words.ts'
import { m } from './paraglide/messages.js'
import { settings } from './settings.svelte.ts'
import { dimensions, readMember } from './view-state.ts'
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

  /** The words for a member: those of a group, a common channel or grade, what the chain calls it, or its code; of one left out, with a "without". */
  label = (dimension: Dimension, text: string): string => {
    const { member, is_out } = readMember(text)
    const words = this.#words(dimension, member)
    return is_out ? m.filter_without({ member: words }) : words
  }

  #words = (dimension: Dimension, member: string): string =>
    segmentNames[member]?.() ??
    knownWords(dimension, member, settings.locale) ??
    this.#labels.get(`${dimension}:${member}`) ??
    member

  /** Reads the members when the data changed; after a failure, the next call tries again. */
  async refresh() {
    const { data_version, today } = chain.facts ?? {}
    if (!data_version || !today || data_version === this.#version) return
    this.#version = data_version
    try {
      const { rows } = await ask(membersMetric, { from: today, to: today })
      this.all = rows as unknown as Member[]
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.#version = null
    }
  }
}

/** The members of the chain that is served. */
export const members = new Members()
