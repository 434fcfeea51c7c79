interface Flight<T> {
  readonly result: Promise<T>
  readonly controller: AbortController
  passengers: number
}

/** Does the same work once for all who ask for it at the same time. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>()

  /**
   * The result of the work under `key`, started by the first who asks. A caller whose signal aborts leaves with the
   * signal's reason and disturbs nobody; when the last has left, the work's own signal aborts.
   */
  async join(key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    const flight = this.#flights.get(key) ?? this.#start(key, work)
    flight.passengers += 1
    try {
      return await Promise.race([flight.result, ...(signal ? [aborted(signal)] : [])])
    } finally {
      flight.passengers -= 1
      if (flight.passengers === 0) this.#end(key, flight)
    }
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController()
    const flight = { result: work(controller.signal), controller, passengers: 0 }
    this.#flights.set(key, flight)
    flight.result.catch(() => {})
    return flight
  }

  #end(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key)
    flight.controller.abort(new Error('nobody waits for this any more'))
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )
}
