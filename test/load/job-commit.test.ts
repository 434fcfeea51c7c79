import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readModel } from '../../server/load/build-model.ts'
import { runJob } from '../../server/load/job-run.ts'
import type { JobRequest, JobResult, Progress } from '../../server/load/job.ts'
import type { Plan } from '../../queries/loading/plan.ts'
import { activeBatches, currentSnapshot, listBatches } from '../../server/state/ledger.ts'
import { readSettings, writeSettings, type Settings } from '../../server/state/settings.ts'
import { openState, type State } from '../../server/state/state.ts'
import { csvPlan } from './csv-plan.ts'
import { emptyFolder, line, newChain } from './loaded-chain.ts'

const model = readModel()

function chain() {
  const data_dir = emptyFolder()
  const run = (
    request: JobRequest,
    more: { on_progress?: (progress: Progress) => void; signal?: AbortSignal } = {},
  ) => runJob(request, { data_dir, model, on_progress: () => {}, ...more })
  return {
    run,
    load: (plan: Plan, more: Partial<Extract<JobRequest, { kind: 'commit' }>> = {}): Promise<JobResult> =>
      run({ kind: 'commit', plan, accept_rejects: false, by: 'test', ...more }),
    ask: newChain(data_dir, model).ask,
    look: <T>(at: (state: State) => T): T => {
      const state = openState(data_dir)
      try {
        return at(state)
      } finally {
        state.close()
      }
    },
    data_dir,
  }
}

const net = (found: readonly { net: number }[]) => found[0]!.net
const total = 'select cast(sum(net_amount) as double) as net from sale_day'
const files = emptyFolder()
const three = csvPlan(
  files,
  {
    purchases: [
      line('o1', '2026-01-05 12:00:00', 10),
      line('o2', '2026-01-06 12:00:00', 20),
      line('o3', '2026-02-01 12:00:00', 30),
    ],
  },
  'three',
)

describe('loading', () => {
  it('shows what was loaded, says who and when, and leaves nothing else behind', async () => {
    const { load, ask, look, data_dir } = chain()
    const result = await load(three)
    expect(result).toMatchObject({ outcome: 'loaded', check: { verdict: 'ok' }, build: { how: 'full' } })
    expect(net(await ask(total))).toBe(60)
    const [batch] = look(activeBatches)
    expect(batch).toMatchObject({
      seq: 1,
      id: result.batch_id,
      registered_by: 'test',
      manifest: { tables: { purchases: { rows: 3 } } },
    })
    expect(readdirSync(join(data_dir, 'tmp'))).toEqual([])
    expect(JSON.parse(readFileSync(join(batch!.path, 'manifest.json'), 'utf8'))).toEqual(batch!.manifest)
  })

  it('the same content again does nothing and says so, also from renamed files', async () => {
    const { load, look } = chain()
    const { batch_id, data_version } = await load(three)
    const paths = three.sources[0]!.paths
    const moved = join(files, 'renamed.csv')
    renameSync(paths[0]!, moved)
    const again = await load({ ...three, sources: [{ ...three.sources[0]!, paths: [moved] }] })
    renameSync(moved, paths[0]!)
    expect(again).toEqual({ outcome: 'already_loaded', batch_id, data_version, check: null, build: null })
    expect(look(listBatches)).toHaveLength(1)
  })

  it('a later file corrects an earlier one by key, and undoing it shows the earlier again', async () => {
    const { load, run, ask } = chain()
    await load(three)
    const second = await load(
      csvPlan(
        files,
        { purchases: [line('o2', '2026-01-06 12:00:00', 25), line('o4', '2026-01-07 12:00:00', 5)] },
        'second',
      ),
    )
    expect(second.check!.tables[0]).toMatchObject({ new: 1, corrected: 1 })
    expect(net(await ask(total))).toBe(70)
    await run({ kind: 'undo', batch_id: second.batch_id!, by: 'test' })
    expect(net(await ask(total))).toBe(60)
  })

  it('what a later file repeats stays when the earlier one is undone', async () => {
    const { load, run, ask } = chain()
    const first = await load(three)
    const overlap = await load(
      csvPlan(
        files,
        { purchases: [line('o2', '2026-01-06 12:00:00', 20), line('o4', '2026-01-07 12:00:00', 5)] },
        'overlap',
      ),
    )
    expect(overlap.check!.tables[0]).toMatchObject({ new: 1, unchanged: 1 })
    await run({ kind: 'undo', batch_id: first.batch_id!, by: 'test' })
    expect(net(await ask(total))).toBe(25)
    const again = await load(three)
    expect(again).toMatchObject({ outcome: 'loaded', batch_id: first.batch_id })
    expect(net(await ask(total))).toBe(65)
  })

  it('and goes on correcting what the earlier one had corrected', async () => {
    const { load, run, ask } = chain()
    const corrected = line('o2', '2026-01-06 12:00:00', 25)
    await load(three)
    const correction = await load(csvPlan(files, { purchases: [corrected] }, 'correction'))
    const repeats = { purchases: [corrected, line('o4', '2026-01-07 12:00:00', 5)] }
    expect((await load(csvPlan(files, repeats, 'repeats'))).check!.tables[0]).toMatchObject({ unchanged: 1 })
    expect(net(await ask(total))).toBe(70)
    await run({ kind: 'undo', batch_id: correction.batch_id!, by: 'test' })
    expect(net(await ask(total))).toBe(70)
    expect(await ask('select sum(lines)::int as lines from sale_day')).toEqual([{ lines: 4 }])
  })

  it('a dry run reports and changes nothing', async () => {
    const { run, look } = chain()
    const result = await run({ kind: 'check', plan: three })
    expect(result).toMatchObject({ outcome: 'checked', check: { tables: [{ new: 3 }] } })
    expect(look(listBatches)).toEqual([])
    expect(look(currentSnapshot)).toBeNull()
  })

  it('stops when too many rows would be rejected, puts them where one can read them, and loads the rest when told to', async () => {
    const { load, look, ask } = chain()
    const rejects_to = join(files, 'rejects.csv')
    const plan = csvPlan(
      files,
      { purchases: [line('o1', '2026-01-05 12:00:00', 10), line('o2', 'yesterday', 20)] },
      'bad',
    )
    const stopped = await load(plan, { rejects_to })
    expect(stopped).toMatchObject({
      outcome: 'stopped',
      check: { verdict: 'too_many_rejects', reject_share: 0.5 },
    })
    expect(readFileSync(rejects_to, 'utf8')).toContain('yesterday')
    expect(look(listBatches)).toEqual([])
    expect(await load(plan, { accept_rejects: true })).toMatchObject({ outcome: 'loaded' })
    expect(net(await ask(total))).toBe(10)
  })

  it('that is cancelled while it reads or builds leaves no trace', async () => {
    const { run, look, data_dir } = chain()
    for (const at of ['reading', 'building', 'verifying', 'publishing'] as const) {
      const cancel = new AbortController()
      const on_progress = ({ stage }: Progress) => void (stage === at && cancel.abort())
      const request: JobRequest = { kind: 'commit', plan: three, accept_rejects: false, by: 'test' }
      await expect(run(request, { on_progress, signal: cancel.signal })).rejects.toThrow()
    }
    expect(look(listBatches)).toEqual([])
    for (const folder of ['batches', 'snapshots', 'tmp'])
      expect(existsSync(join(data_dir, folder)) ? readdirSync(join(data_dir, folder)) : []).toEqual([])
  })
})

describe('the chain’s settings', () => {
  const settingsOf = ({ look }: ReturnType<typeof chain>): Settings => look(readSettings)
  const london = { ...three, time_zone: 'Europe/London' }

  it('take the time zone of the first load', async () => {
    const it = chain()
    await it.load(london)
    expect(settingsOf(it).time_zone).toBe('Europe/London')
  })

  it('keep a time zone that somebody has set', async () => {
    const it = chain()
    it.look((state) => writeSettings(state, { time_zone: 'Asia/Tokyo' }))
    await it.load(london)
    expect(settingsOf(it).time_zone).toBe('Asia/Tokyo')
  })

  it('come with a load, or not at all when one of them is impossible', async () => {
    const it = chain()
    await expect(it.load(three, { settings: { currency: 'money' } })).rejects.toMatchObject({
      code: 'bad_currency',
    })
    await it.load(three, { settings: { chain_name: '好邻居', currency: 'GBP' } })
    expect(settingsOf(it)).toEqual({ chain_name: '好邻居', currency: 'GBP', time_zone: 'Asia/Shanghai' })
    const [meta] = await it.ask<{ currency: string }>('select currency from snapshot_meta')
    expect(meta!.currency).toBe('GBP')
  })
})

describe('personal fields', () => {
  const markers = [
    'MARKERNAME',
    '13912345678',
    'marker@example.com',
    'MARKERSTREET',
    'MARKERWECHAT',
    '1955-06-05',
  ]
  const customer = {
    customer_id: 'c1',
    city: 'OPENCITY',
    name: markers[0]!,
    phone: markers[1]!,
    email: markers[2]!,
    address: markers[3]!,
    wechat_id: markers[4]!,
    birth_date: markers[5]!,
  }

  /** Every text that a database or Parquet file holds in any column of any table. */
  async function textsOf({ ask }: ReturnType<typeof chain>): Promise<string> {
    const tables = await ask<{ name: string }>('select table_name as name from duckdb_tables()')
    const rows = await Promise.all(
      tables.map(({ name }) =>
        ask<{ text: string }>(`select cast(mart as varchar) as text from main."${name}" as mart`),
      ),
    )
    return rows
      .flat()
      .map(({ text }) => text)
      .join('\n')
  }

  it('are nowhere but sealed: not in a snapshot, a batch or the state, neither as bytes nor as values', async () => {
    const it = chain()
    const { batch_id } = await it.load(csvPlan(files, { customers: [customer] }, 'people'))
    const folder = join(it.data_dir, 'batches', batch_id!)
    const [path] = it.look((state) => [currentSnapshot(state)!.path])
    const bytes = [
      path!,
      join(it.data_dir, 'state.db'),
      ...readdirSync(folder).map((name) => join(folder, name)),
    ].map((file) => readFileSync(file))
    const columns = await it.ask<{ text: string }>(
      `select cast(row as varchar) as text from '${join(folder, 'customers.parquet')}' as row`,
    )
    const values = `${await textsOf(it)}\n${columns[0]!.text}`
    expect(values).toContain('OPENCITY')
    expect(markers.filter((marker) => values.includes(marker))).toEqual([])
    expect(markers.filter((marker) => bytes.some((content) => content.includes(marker)))).toEqual([])
  })

  it('of rejected rows are neither in the batch nor in the state', async () => {
    const it = chain()
    const path = join(files, 'refused.csv')
    const people = [
      'c1,MARKERNAME,13912345678,1955-13-45',
      'c2,MARKERNAME,13912345678,1955-06-05,more',
      'c3,,,',
    ]
    writeFileSync(path, ['customer_id,name,phone,birth_date', ...people, ''].join('\n'))
    const columns = { customer_id: 'customer_id', name: 'name', phone: 'phone', birth_date: 'birth_date' }
    const { batch_id, check } = await it.load({
      sources: [{ name: 'refused', paths: [path], options: {} }],
      tables: [{ table: 'customers', source: 'refused', columns }],
      time_zone: 'Asia/Shanghai',
      max_reject_share: 1,
    })
    expect(check!.tables[0]).toMatchObject({ accepted: 1, rejected: 2 })
    const folder = join(it.data_dir, 'batches', batch_id!)
    const kept = [
      join(it.data_dir, 'state.db'),
      ...readdirSync(folder).map((name) => join(folder, name)),
    ].map((file) => readFileSync(file, 'latin1'))
    expect(kept.some((content) => content.includes('rejects.csv'))).toBe(true)
    expect([...markers, '1955'].filter((marker) => kept.some((content) => content.includes(marker)))).toEqual(
      [],
    )
  })

  it('are noticed when they change, without being read', async () => {
    const it = chain()
    await it.load(csvPlan(files, { customers: [customer] }, 'people'))
    const moved = await it.load(
      csvPlan(files, { customers: [{ ...customer, phone: '13900000000' }] }, 'moved'),
    )
    expect(moved.check!.tables[0]).toMatchObject({ corrected: 1, unchanged: 0 })
    const same = await it.load(
      csvPlan(
        files,
        {
          customers: [
            { ...customer, phone: '13900000000' },
            { ...customer, customer_id: 'c2' },
          ],
        },
        'same',
      ),
    )
    expect(same.check!.tables[0]).toMatchObject({ new: 1, unchanged: 1 })
  })
})
