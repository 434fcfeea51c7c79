import { readdir } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Upload } from '../../queries/loading/plan.ts'
import { readConfig } from '../../server/config.ts'
import type { Job } from '../../server/load/job.ts'
import { startServer } from '../../server/server.ts'
import type { RunningServer } from '../../server/server.ts'
import type { UploadView } from '../../server/uploads/upload-desk.ts'
import { temporaryFolder } from '../engine/small-snapshot.ts'

const header = 'order_id,line_no,customer_id,store_id,channel,ordered_at,quantity,net_amount,kind'
const lines = [
  'o1,1,c1,s1,store,2026-01-01 10:00:00,2,20.00,sale',
  'o2,1,c2,s1,store,2026-01-02 10:00:00,1,30.00,sale',
  'o3,1,c1,s2,online,2026-02-03 10:00:00,3,50.00,sale',
]
const good = [header, ...lines].join('\n')
const bad = [header, ...lines, 'o4,1,c1,s2,online,2026-02-30 10:00:00,3,50.00,sale'].join('\n')

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: RunningServer
beforeEach(async () => {
  folder = await temporaryFolder()
  server = await startServer(readConfig({ PORT: '0', DATA_DIR: folder.path }), pino({ level: 'silent' }))
})
afterEach(async () => {
  await server.close()
  await folder.remove()
})

async function call<T>(method: string, path: string, body?: object): Promise<{ status: number; body: T }> {
  const form = body instanceof FormData
  const headers = {
    'accept-language': 'en',
    ...(!form && method !== 'GET' && { 'content-type': 'application/json' }),
  }
  const payload = method === 'GET' ? null : form ? body : JSON.stringify(body ?? {})
  const response = await fetch(server.address + path, { method, headers, body: payload })
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json')
  return { status: response.status, body: (json ? JSON.parse(text) : text) as T }
}

async function upload(
  ...files: [name: string, content: string | Uint8Array<ArrayBuffer>][]
): Promise<string> {
  const form = new FormData()
  for (const [name, content] of files) form.append('files', new Blob([content]), name)
  const { body, status } = await call<{ upload_id: string }>('POST', '/api/uploads', form)
  expect(status).toBe(201)
  return body.upload_id
}

/** Every state of a job as its event stream tells it, the last one last. */
async function follow(job_id: string): Promise<Job[]> {
  const response = await fetch(`${server.address}/api/jobs/${job_id}/events`)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const events = (await response.text()).split('\n\n').filter((event) => event.startsWith('data: '))
  return events.map((event) => JSON.parse(event.slice(6)) as Job)
}

describe('files dropped in the browser', () => {
  it('are recognised, checked, loaded, asked and undone', async () => {
    const id = await upload(['purchases.csv', good])
    const { body: view } = await call<UploadView>('GET', `/api/uploads/${id}`)
    expect(view.detections).toMatchObject([
      { file: 'purchases.csv', path: 'purchases.csv', rows_estimate: 3 },
    ])
    expect(view.plan.tables).toMatchObject([{ table: 'purchases', columns: { order_id: 'order_id' } }])
    expect(JSON.stringify(view)).not.toContain(folder.path)

    const checked = await call<{ job_id: string }>('POST', `/api/uploads/${id}/check`, { plan: view.plan })
    expect(checked.status).toBe(202)
    const check = (await follow(checked.body.job_id)).at(-1)!
    expect(check).toMatchObject({
      kind: 'check',
      state: 'done',
      result: { outcome: 'checked', check: { verdict: 'ok' } },
    })
    expect((await call('GET', `/api/uploads/${id}/rejects.csv`)).status).toBe(404)

    const committed = await call<{ job_id: string }>('POST', `/api/uploads/${id}/commit`, { plan: view.plan })
    const commit = (await follow(committed.body.job_id)).at(-1)!
    expect(commit).toMatchObject({ kind: 'commit', state: 'done', result: { outcome: 'loaded' } })
    await until(
      async () => (await call<{ data_version: string }>('GET', '/api/chain')).body.data_version !== null,
    )
    expect((await call('GET', '/api/chain')).body).toMatchObject({
      first_day: '2026-01-01',
      last_day: '2026-02-03',
      loaded: { purchases: 3 },
    })
    const asked = await call('GET', '/api/metrics/kpi/sales?from=2026-01-01&to=2026-02-28')
    expect(asked.body).toMatchObject({
      rows: [
        { net_sales: 50, orders: 2 },
        { net_sales: 50, orders: 1 },
      ],
    })
    await until(async () => (await call('GET', `/api/uploads/${id}`)).status === 404)

    const { body: ledger } = await call<{ batches: { id: string }[] }>('GET', '/api/batches')
    expect(ledger.batches).toMatchObject([
      { status: 'active', sources: [{ file: 'purchases.csv', rows_in: 3 }] },
    ])
    const undone = await call<{ job_id: string }>('DELETE', `/api/batches/${ledger.batches[0]!.id}`)
    expect((await follow(undone.body.job_id)).at(-1)).toMatchObject({
      state: 'done',
      result: { outcome: 'undone' },
    })
    await until(async () => {
      const { body } = await call<{ loaded: Record<string, number> }>('GET', '/api/chain')
      return body.loaded.purchases === 0
    })
  })

  it('with rows that do not fit leave them to download, and are loaded only when that is accepted', async () => {
    const id = await upload(['purchases.csv', bad])
    const { plan } = (await call<UploadView>('GET', `/api/uploads/${id}`)).body
    const { job_id } = (await call<{ job_id: string }>('POST', `/api/uploads/${id}/check`, { plan })).body
    const report = (await follow(job_id)).at(-1)!.result!.check!
    expect(report.verdict).toBe('too_many_rejects')
    expect(report.tables[0]!.reasons[0]).toMatchObject({
      code: 'impossible_date',
      rows: 1,
      text: 'There is no such day or time.',
    })
    const rejects = await call<string>('GET', `/api/uploads/${id}/rejects.csv`)
    expect(rejects.body).toContain('2026-02-30')

    const refused = (await call<{ job_id: string }>('POST', `/api/uploads/${id}/commit`, { plan })).body
    expect((await follow(refused.job_id)).at(-1)).toMatchObject({ result: { outcome: 'stopped' } })
    const accepted = { plan, accept_rejects: true }
    const again = (await call<{ job_id: string }>('POST', `/api/uploads/${id}/commit`, accepted)).body
    expect((await follow(again.job_id)).at(-1)).toMatchObject({ result: { outcome: 'loaded' } })
  })

  it('are read again with the options a person chooses', async () => {
    const id = await upload(['purchases.csv', good.replaceAll(',', ';')])
    const { body: view } = await call<UploadView>('GET', `/api/uploads/${id}`)
    const [source] = view.plan.sources
    const options = { [source!.name]: { delimiter: '|' } }
    const { body: reread } = await call<UploadView>('POST', `/api/uploads/${id}/plan`, {
      options,
      tables: view.plan.tables,
    })
    expect(reread.detections[0]!.columns).toHaveLength(1)
    expect((await call<UploadView>('GET', `/api/uploads/${id}`)).body.plan).toEqual(reread.plan)
  })

  it('can be thrown away', async () => {
    const id = await upload(['purchases.csv', good])
    expect((await call('DELETE', `/api/uploads/${id}`)).status).toBe(204)
    expect((await call('GET', `/api/uploads/${id}`)).body).toMatchObject({
      error: { code: 'unknown_upload' },
    })
    expect(await readdir(`${folder.path}/uploads`)).toEqual([])
  })
})

describe('files of which some cannot be read', () => {
  const damaged: [string, string | Uint8Array<ArrayBuffer>][] = [
    ['empty.csv', ''],
    [
      'picture.csv',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 1, 2, 3]),
    ],
    ['cut.csv.gz', new Uint8Array(gzipSync('a,b\n'.repeat(10_000))).slice(0, 40)],
    ['cut.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0])],
    ['cut.parquet', new TextEncoder().encode('PAR1 and no more')],
  ]

  it('go on without them, and each is named with its reason in the reader’s language', async () => {
    const id = await upload(...damaged, ['purchases.csv', good])
    const { status, body: view } = await call<Upload>('GET', `/api/uploads/${id}`)
    expect(status).toBe(200)
    expect(view.detections.map(({ file }) => file)).toEqual(['purchases.csv'])
    const told = Object.fromEntries(view.unreadable.map(({ file, error }) => [file, error]))
    expect(Object.keys(told).sort()).toEqual(damaged.map(([name]) => name).sort())
    expect(told['cut.csv.gz']!.message).toContain('its compressed content breaks off')
    expect(told['cut.parquet']!.message).toContain('it is not a whole Parquet file')
    expect(told['cut.xlsx']!.message).toContain('it is not a whole workbook')
    expect(told['picture.csv']!.message).toContain('it is a picture')
    expect(told['empty.csv']).toEqual({ code: 'empty_file', message: '“empty.csv” is empty.' })
    for (const { message } of Object.values(told)) expect(message).not.toContain(folder.path)
    const { job_id } = (
      await call<{ job_id: string }>('POST', `/api/uploads/${id}/commit`, { plan: view.plan })
    ).body
    expect((await follow(job_id)).at(-1)).toMatchObject({ state: 'done', result: { outcome: 'loaded' } })
  })

  it('are all named when none can be read', async () => {
    const id = await upload(...damaged)
    const { status, body } = await call<Upload>('GET', `/api/uploads/${id}`)
    expect([status, body.detections, body.unreadable.length]).toEqual([200, [], 5])
  })

  it('are not lost by an option with which one could no longer be read', async () => {
    const id = await upload(['purchases.csv', good])
    const { plan } = (await call<Upload>('GET', `/api/uploads/${id}`)).body
    const options = { [plan.sources[0]!.name]: { encoding: 'klingon' } }
    expect(await call('POST', `/api/uploads/${id}/plan`, { options, tables: plan.tables })).toMatchObject({
      status: 400,
      body: { error: { code: 'unknown_encoding' } },
    })
    expect((await call<Upload>('GET', `/api/uploads/${id}`)).body.detections).toHaveLength(1)
  })
})

it('files are not thrown away while they are being loaded', async () => {
  const id = await upload(['purchases.csv', good])
  const { plan } = (await call<UploadView>('GET', `/api/uploads/${id}`)).body
  const { job_id } = (await call<{ job_id: string }>('POST', `/api/uploads/${id}/commit`, { plan })).body
  expect(await call('DELETE', `/api/uploads/${id}`)).toMatchObject({
    status: 409,
    body: { error: { code: 'upload_in_use' } },
  })
  expect((await follow(job_id)).at(-1)).toMatchObject({ state: 'done', result: { outcome: 'loaded' } })
})

it('files of a load that was cancelled can be thrown away', async () => {
  const id = await upload(['purchases.csv', good])
  const { plan } = (await call<UploadView>('GET', `/api/uploads/${id}`)).body
  const { job_id } = (await call<{ job_id: string }>('POST', `/api/uploads/${id}/commit`, { plan })).body
  expect((await call('DELETE', `/api/jobs/${job_id}`)).body).toEqual({ cancelled: true })
  expect((await follow(job_id)).at(-1)).toMatchObject({ state: 'cancelled' })
  expect((await call('DELETE', `/api/uploads/${id}`)).status).toBe(204)
})

it('only so many uploads are looked into at once, and the rest are told to come again', async () => {
  const ids = await Promise.all(
    [...Array(4).keys()].map((n) => upload([`stores-${n}.csv`, `store_id,name\ns${n},Store ${n}`])),
  )
  const more = []
  for (let n = 0; n < 8; n += 1) more.push(await upload(['stores.csv', `store_id,name\nt${n},Store ${n}`]))
  const answers = await Promise.all(
    [...ids, ...more].map((id) => call<{ error?: { code: string } }>('GET', `/api/uploads/${id}`)),
  )
  const refused = answers.filter(({ status }) => status === 503)
  expect(refused.map(({ body }) => body.error?.code)).toEqual(['busy_files', 'busy_files'])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10)
})

describe('what a client may not do', () => {
  it('name files outside its upload, or send SQL', async () => {
    const id = await upload(['purchases.csv', good])
    const { plan } = (await call<UploadView>('GET', `/api/uploads/${id}`)).body
    const elsewhere = { ...plan, sources: [{ ...plan.sources[0], paths: ['../../state.db'] }] }
    expect(await call('POST', `/api/uploads/${id}/check`, { plan: elsewhere })).toMatchObject({
      status: 400,
      body: { error: { code: 'bad_field', parameter: 'plan.sources.0.paths' } },
    })
    const sql = { ...plan, tables: [{ table: 'stores', sql: 'select 1' }] }
    expect(await call('POST', `/api/uploads/${id}/commit`, { plan: sql })).toMatchObject({
      status: 400,
      body: { error: { code: 'unknown_field', parameter: 'plan.tables.0.sql' } },
    })
  })

  it.each([
    ['GET', '/api/uploads/..%2f..%2fstate.db', 'unknown_upload'],
    ['DELETE', '/api/uploads/0123', 'unknown_upload'],
    ['GET', '/api/jobs/nothing', 'unknown_job'],
    ['GET', '/api/jobs/nothing/events', 'unknown_job'],
    ['DELETE', '/api/jobs/nothing', 'unknown_job'],
    ['DELETE', '/api/batches/0123456789abcdef', 'unknown_batch'],
    ['GET', '/api/batches/..%2f..%2fidentity.key/rejects.csv', 'unknown_batch'],
  ])('%s %s', async (method, path, code) => {
    expect(await call(method, path)).toMatchObject({ status: 404, body: { error: { code } } })
  })

  it('upload nothing', async () => {
    expect(await call('POST', '/api/uploads', new FormData())).toMatchObject({
      status: 400,
      body: { error: { code: 'no_files' } },
    })
    expect(await call('POST', '/api/uploads', {})).toMatchObject({ status: 415 })
  })

  it.each([
    ['no boundary', 'multipart/form-data', ''],
    ['no part', 'multipart/form-data; boundary=X', 'nothing'],
    [
      'half a file',
      'multipart/form-data; boundary=X',
      '--X\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\na,b',
    ],
  ])('upload a body with %s', async (_, type, body) => {
    const headers = { 'content-type': type }
    const response = await fetch(`${server.address}/api/uploads`, { method: 'POST', headers, body })
    expect(response.status).toBe(400)
    expect(await readdir(`${folder.path}/uploads`)).toEqual([])
  })

  it('name what every object has as a field or a source', async () => {
    const id = await upload(['constructor.csv', good])
    const { plan } = (await call<UploadView>('GET', `/api/uploads/${id}`)).body
    const change = { options: {}, tables: plan.tables }
    expect((await call('POST', `/api/uploads/${id}/plan`, change)).status).toBe(200)
    const tables = [{ ...plan.tables[0], constants: { toString: 'x' } }]
    const { body } = await call<{ job_id: string }>('POST', `/api/uploads/${id}/check`, {
      plan: { ...plan, tables },
    })
    expect((await follow(body.job_id)).at(-1)).toMatchObject({ state: 'failed', error: { code: 'bad_plan' } })
  })
})

describe('mappings', () => {
  it('are kept under their names', async () => {
    const mapping = {
      name: 'tills',
      sources: [{ headers_key: 'k', options: {}, tables: [{ table: 'stores', columns: {} }] }],
    }
    expect((await call('PUT', '/api/mappings', mapping)).status).toBe(204)
    expect((await call('GET', '/api/mappings')).body).toEqual({ mappings: [mapping] })
  })
})

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (
    const end = performance.now() + 10_000;
    !(await condition());
    await new Promise((done) => setTimeout(done, 50))
  )
    if (performance.now() > end) throw new Error('waited in vain')
}
