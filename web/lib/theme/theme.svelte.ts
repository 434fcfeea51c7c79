import { settings } from '../settings.svelte.ts'

/** Reads design tokens as plain values, for what cannot use custom properties. Reading it in an effect or a derived follows the theme. */
export const theme = {
  get dark(): boolean {
    return settings.dark
  },
  /** The value in force of a custom property, such as `--celadon`. */
  token(name: `--${string}`): string {
    void settings.dark
    void settings.delta_colours
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
  },
  /** The values of a numbered family in order: `series` (8), `sequential` (6). */
  tokens(family: 'series' | 'sequential'): string[] {
    const count = family === 'series' ? 8 : 6
    return Array.from({ length: count }, (_, index) => theme.token(`--${family}-${index + 1}`))
  },
}
