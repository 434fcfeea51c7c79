import { createSubscriber } from 'svelte/reactivity'
import { readPalette } from './palette.ts'

const themed = createSubscriber((changed) => {
  const root = new MutationObserver(changed)
  root.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-delta', 'class', 'style'] })
  const system = matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', changed)
  return () => {
    root.disconnect()
    system.removeEventListener('change', changed)
  }
})

/** The palette in force; read inside an effect or a template it follows light, dark and the colours of deltas. */
export function currentPalette() {
  themed()
  return readPalette(document.documentElement)
}
