import { describe, expect, it } from 'vitest'
import { patiently } from '../../web/lib/patiently.ts'

const answer = () => new Response('rows')
/** What a full server says, and whether it was read or let go. */
function refusal(retry_after: string) {
  const seen = { let_go: false }
  const body = new ReadableStream({ cancel: () => void (seen.let_go = true) })
  return { seen, response: new Response(body, { status: 503, headers: { 'retry-after': retry_after } }) }
}

describe('a question to a full server', () => {
  it('is asked again, and holds no connection while it waits', async () => {
    const { seen, response } = refusal('0.01')
    const replies = [response, answer()]
    expect(await (await patiently(async () => replies.shift()!)).text()).toBe('rows')
    expect(seen.let_go).toBe(true)
  })

  it('says at last that the server is full', async () => {
    let attempts = 0
    const { status } = await patiently(async () => {
      attempts += 1
      return refusal('0.01').response
    })
    expect([status, attempts]).toEqual([503, 4])
  })

  it('does not wait for a server that says nothing, or too long, of when to come back', async () => {
    for (const retry_after of ['', '60']) {
      const { seen, response } = refusal(retry_after)
      expect(await patiently(async () => response)).toBe(response)
      expect(seen.let_go).toBe(false)
    }
  })

  it('is not asked again once nobody wants to know', async () => {
    const gone = new AbortController()
    const asked = patiently(async () => refusal('0.01').response, { signal: gone.signal })
    gone.abort(new Error('gone'))
    await expect(asked).rejects.toThrow('gone')
  })
})
