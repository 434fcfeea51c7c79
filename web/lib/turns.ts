/** Lets work that can wait begin when all other work has ended, so that it takes nothing from it. */
export class Turns {
  readonly #first = new Set<Promise<unknown>>()

  /** Work that waits for nothing. */
  async now<T>(work: () => Promise<T>): Promise<T> {
    const running = work()
    this.#first.add(running)
    try {
      return await running
    } finally {
      this.#first.delete(running)
    }
  }

  /** Work that can wait: it begins after what begins in the same moment, and when no other work is under way. */
  async later<T>(work: () => Promise<T>): Promise<T> {
    do {
      await new Promise((resolve) => setTimeout(resolve))
      await Promise.allSettled(this.#first)
    } while (this.#first.size > 0)
    return work()
  }
}
