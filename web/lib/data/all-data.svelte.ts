import { chain } from '../chain.svelte.ts'

/** Parameters of questions about everything that is loaded, asked anew when the data changes; null while nothing is loaded. */
export class AllData {
  #version = $derived(chain.data_version)
  #from = $derived(chain.facts?.first_day ?? chain.facts?.today ?? null)
  #to = $derived(chain.facts?.last_day ?? chain.facts?.today ?? null)

  get params() {
    if (this.#version === null || this.#from === null || this.#to === null) return null
    return { from: this.#from, to: this.#to }
  }
}

export const allData = new AllData()
