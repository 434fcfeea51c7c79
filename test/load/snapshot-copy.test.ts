import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { withLoadSession } from '../../server/load/job-session.ts'
import { copyAside } from '../../server/load/snapshot-copy.ts'
import { plan } from './leave-checked.ts'
import { emptyFolder, line, newChain } from './loaded-chain.ts'

const files = emptyFolder()
const chain = newChain()
beforeAll(() => chain.load({ purchases: [line('a', '2026-01-02 03:00:00', 5)] }))

/** What a load of one file of so many bytes copies, and whether it is the present snapshot. */
function copied(bytes: number, { context } = chain) {
  const path = join(files, `${bytes}.csv`)
  writeFileSync(path, Buffer.alloc(bytes))
  const one = { ...plan, sources: [{ name: 'one', paths: [path], options: {} }] }
  return withLoadSession(context, 'load', async (session) => {
    const copy = await copyAside(session, one)
    await copy?.made
    return copy && readFileSync(copy.file).equals(readFileSync(session.snapshot!.path))
  })
}

describe('the snapshot that a load continues', () => {
  it('is copied while the files are checked', async () => {
    expect(await copied(1_000)).toBe(true)
  })

  it('is not copied for files that may change most of it', async () => {
    const bytes = await withLoadSession(
      chain.context,
      'load',
      async ({ snapshot }) => statSync(snapshot!.path).size,
    )
    expect(await copied(Math.floor(bytes * 0.1) + 1)).toBeNull()
  })

  it('is not there yet before the first load', async () => {
    expect(await copied(1_000, newChain())).toBeNull()
  })
})
