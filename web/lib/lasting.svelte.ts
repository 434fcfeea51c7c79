/** What is over sooner needs no sign that it is under way: showing one would paint the page twice more. */
const unnoticed_ms = 200

/** Whether something has been so for long enough to be shown. Create it while a component is initialised. */
export class Lasting {
  shown = $state(false)

  constructor(is_so: () => boolean) {
    const so = $derived(is_so())
    $effect(() => {
      if (!so) return
      const timer = setTimeout(() => (this.shown = true), unnoticed_ms)
      return () => {
        clearTimeout(timer)
        this.shown = false
      }
    })
  }
}
