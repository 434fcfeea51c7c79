/** What a key does anywhere in the product: something on this page, or another page by its path. */
export type Shortcut = 'keys' | 'filters' | 'clear' | `/${string}`

const single: Readonly<Record<string, Shortcut>> = { '?': 'keys', '/': 'filters', Escape: 'clear' }

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
  readonly #pages: ReadonlyMap<string, Shortcut>
  #g_at = Number.NEGATIVE_INFINITY

  constructor(pages: readonly { readonly path: `/${string}`; readonly key: string }[]) {
    this.#pages = new Map(pages.map(({ key, path }) => [key, path]))
  }

  press({ key, ctrlKey, metaKey, altKey }: Key, now: number, in_field: boolean): Shortcut | null {
    if (in_field || ctrlKey || metaKey || altKey) return null
    const paired = now - this.#g_at <= 1000 ? this.#pages.get(key) : undefined
    this.#g_at = key === 'g' ? now : Number.NEGATIVE_INFINITY
    return paired ?? single[key] ?? null
  }
}
