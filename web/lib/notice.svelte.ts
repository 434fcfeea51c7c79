const shown_ms = 6_000

/** One short message to the user that goes away by itself. */
class Notice {
  text = $state<string | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined

  say(text: string) {
    clearTimeout(this.#timer)
    this.text = text
    this.#timer = setTimeout(() => (this.text = null), shown_ms)
  }
}

export const notice = new Notice()
