import { flushSync } from 'svelte'
import { overwriteGetLocale } from './paraglide/runtime.js'
import type { Locale } from '../../queries/metric.ts'

/** `system` follows the operating system. */
export type Theme = 'system' | 'light' | 'dark'
/** `red_up`: rising red, falling green, as Chinese readers expect; `green_up`: the reverse; `meaning`: good celadon, bad cinnabar. */
export type DeltaColours = 'red_up' | 'green_up' | 'meaning'
/** Height of rows and controls. */
export type Density = 'regular' | 'compact'

interface Saved {
  locale?: Locale
  theme?: Theme
  delta_colours?: DeltaColours
  density?: Density
}

const key = 'regulars.settings'
const darkSystem = window.matchMedia('(prefers-color-scheme: dark)')

/** How this browser shows the product. Kept in local storage; the first paint reads the same record. */
class Settings {
  #saved = $state<Saved>(readSaved())
  #system_is_dark = $state(darkSystem.matches)
  /** Whether the page is being put on paper. */
  printing = $state(false)

  locale = $derived<Locale>(this.#saved.locale ?? (/^zh/i.test(navigator.language) ? 'zh-CN' : 'en'))
  theme = $derived<Theme>(this.#saved.theme ?? 'system')
  /** Whether colours are dark now; paper is always light. */
  dark = $derived(
    !this.printing && (this.theme === 'dark' || (this.theme === 'system' && this.#system_is_dark)),
  )
  delta_colours = $derived<DeltaColours>(
    this.#saved.delta_colours ?? (this.locale === 'zh-CN' ? 'red_up' : 'meaning'),
  )
  density = $derived<Density>(this.#saved.density ?? 'regular')

  constructor() {
    darkSystem.addEventListener('change', (event) => {
      this.#system_is_dark = event.matches
      this.#show()
    })
    window.addEventListener('beforeprint', () => this.#print(true))
    window.addEventListener('afterprint', () => this.#print(false))
    overwriteGetLocale(() => this.locale)
  }

  /** Changes settings, shows them at once and keeps them for the next visit. */
  set(changes: Saved) {
    this.#saved = { ...this.#saved, ...changes }
    localStorage.setItem(key, JSON.stringify(this.#saved))
    this.#show()
  }

  #print(printing: boolean) {
    this.printing = printing
    this.#show()
    flushSync()
  }

  #show() {
    const root = document.documentElement
    root.lang = this.locale
    root.dataset.theme = this.dark ? 'dark' : 'light'
    root.dataset.delta = this.delta_colours
    root.dataset.density = this.density
  }
}

function readSaved(): Saved {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Saved
  } catch (error) {
    console.warn('Settings could not be read', error)
    return {}
  }
}

/** The settings of this browser. */
export const settings = new Settings()
