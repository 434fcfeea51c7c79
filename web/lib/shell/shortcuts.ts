/** What a key does anywhere in the product. */
export type Shortcut = 'keys' | 'filters' | 'clear' | 'overview' | 'customers' | 'data'

const single: Readonly<Record<string, Shortcut>> = { '?': 'keys', '/': 'filters', Escape: 'clear' }
const afterG: Readonly<Record<string, Shortcut>> = { o: 'overview', c: 'customers', d: 'data' }

/** The part of a keyboard event that matters. */
export interface Key {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/**
 * Follows single keys and the pair that begins with `g`. Returns the shortcut a key completes, or null. Keys typed into a
 * field, with a modifier, or a second key more than a second after `g` complete nothing.
 */
export class Shortcuts {
  #g_at = Number.NEGATIVE_INFINITY

  press({ key, ctrlKey, metaKey, altKey }: Key, now: number, in_field: boolean): Shortcut | null {
    if (in_field || ctrlKey || metaKey || altKey) return null
    const paired = now - this.#g_at <= 1000 ? afterG[key] : undefined
    this.#g_at = key === 'g' ? now : Number.NEGATIVE_INFINITY
    return paired ?? single[key] ?? null
  }
}
