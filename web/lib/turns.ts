/** So much of what comes first may still be under way when what can wait begins: at its end a processor would be idle. */
const last_ones = 1

/** Lets work that can wait begin when all other work but the last has ended, so that it takes little from it. */
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

  /** Work that can wait: it begins after what begins in the same moment, and when hardly any other work is under way. */
  async later<T>(work: () => Promise<T>): Promise<T> {
    do {
      await new Promise((resolve) => setTimeout(resolve))
      while (this.#first.size > last_ones)
        await Promise.race([...this.#first].map((one) => Promise.allSettled([one])))
    } while (this.#first.size > last_ones)
    return work()
  }
}
