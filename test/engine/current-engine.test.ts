import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CurrentEngine } from '../../server/engine/current-engine.ts'
import { temporaryFolder, writeSnapshot } from './small-snapshot.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let current: CurrentEngine
beforeEach(async () => {
  folder = await temporaryFolder()
  current = new CurrentEngine()
})
afterEach(async () => {
  await current.close()
  await folder.remove()
})

const snapshot = async (seq: number) => ({
  seq,
  path: await writeSnapshot(join(folder.path, `${seq}.duckdb`), `v${seq}`),
})

it('there is no engine before the first snapshot', () => {
  expect(current.engine).toBeNull()
  expect(current.snapshot).toBeNull()
})

it('the newest snapshot wins, whatever the order in which they are heard of', async () => {
  const [first, second, third] = [await snapshot(1), await snapshot(2), await snapshot(3)]
  await Promise.all([first, third, second].map((one) => current.turnTo(one)))
  expect(current.engine!.data_version).toBe('v3')
})

it('a snapshot that cannot be opened leaves the last one in place, and may be tried again', async () => {
  await current.turnTo(await snapshot(1))
  await expect(current.turnTo({ seq: 2, path: join(folder.path, '2.duckdb') })).rejects.toThrow()
  expect(current.engine!.data_version).toBe('v1')
  await current.turnTo(await snapshot(2))
  expect(current.engine!.data_version).toBe('v2')
})
