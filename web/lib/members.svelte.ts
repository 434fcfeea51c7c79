import { api } from './api.ts'
import { chain } from './chain.svelte.ts'
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
    this.#labels.get(`${dimension}:${member}`) ?? member

  /** Reads the members again when the data changed. */
  async refresh() {
    const version = chain.data_version
    if (version === null || version === this.#version) return
    this.#version = version
    const { first_day, today } = chain.facts ?? {}
    const search = new URLSearchParams({ from: first_day ?? today ?? '', to: today ?? '' })
    const answer = (await api.get(`/api/metrics/data/members?${search}`)) as { rows: Member[] }
    this.all = answer.rows
  }
}

export const members = new Members()
