const most_attempts = 4

/**
 * A server that is full says when to come back; the question waits and is asked again, four times at most. The refusal is
 * let go first: a browser has six connections, and an answer that nobody reads holds one.
 */
export async function patiently(
  attempt: () => Promise<Response>,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Response> {
  for (let attempts = 1; ; attempts += 1) {
    const response = await attempt()
    const seconds = Number(response.headers.get('retry-after'))
    if (response.status !== 503 || !(seconds > 0 && seconds <= 5) || attempts === most_attempts)
      return response
    await response.body?.cancel()
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    signal?.throwIfAborted()
  }
}
