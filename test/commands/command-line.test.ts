import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'

const project = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'regulars-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

function regulars(
  args: readonly string[],
  environment: Record<string, string> = {},
  bin = join(project, 'bin/regulars.mjs'),
) {
  const env = {
    ...process.env,
    LANG: 'en_US.UTF-8',
    LC_ALL: '',
    DATA_DIR: join(folder, 'data'),
    ...environment,
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    cwd: folder,
    env,
  })
  return { status, stdout, stderr }
}

describe('the command line', () => {
  it('says what it can do', () => {
    const { status, stdout } = regulars(['--help'])
    expect(status).toBe(0)
    for (const command of ['serve', 'sample', 'load', 'undo', 'query', 'check', 'backup', 'restore'])
      expect(stdout).toContain(`  ${command}`)
    expect(regulars(['query', '--help']).stdout).toContain('--format')
  })

  it('helps in the language of the terminal', () => {
    const help = (...args: string[]) => regulars([...args, '--help'], { LANG: 'zh_CN.UTF-8' }).stdout
    const commands = ['serve', 'sample', 'load', 'undo', 'query', 'check', 'backup', 'restore']
    for (const text of [help(), ...commands.map((name) => help(name))]) {
      expect(text).toContain('用法：')
      expect(text).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/)
    }
  })

  it('ends with 2 when it does not understand', () => {
    for (const args of [['serf'], ['load'], ['query', '--formatt'], ['query', '--format', 'pdf']]) {
      const { status, stderr } = regulars(args)
      expect({ args, status }).toEqual({ args, status: 2 })
      expect(stderr).toContain('error:')
    }
  })

  it('ends with 1 and a reason when it cannot, in the terminal’s language and for machines', () => {
    const asked = ['query', 'kpi/sales']
    expect(regulars(asked)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no data yet') as string,
    })
    expect(regulars(asked, { LANG: 'zh_CN.UTF-8' }).stderr).toContain('还没有数据')
    const { stderr } = regulars([...asked, '--json'])
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'nothing_loaded' } })
  })

  it('tells why rows were rejected in the terminal’s language', () => {
    writeFileSync(
      join(folder, 'sales.csv'),
      'order_id,store_id,ordered_at,net_amount\n1,S1,2026-03-01,free\n',
    )
    const load = ['load', 'sales.csv', '--dry-run']
    expect(regulars(load)).toMatchObject({ status: 0 })
    expect(readFileSync(join(folder, 'rejects.csv'), 'utf8')).toContain('not an amount of money')
    regulars(load, { LANG: 'zh_CN.UTF-8' })
    expect(readFileSync(join(folder, 'rejects.csv'), 'utf8')).toContain('不是金额')
  })

  it('asks about all days of a chain that has brought complaints only', () => {
    const lines = [
      'complaint_id,channel,category,received_at',
      'k1,phone,quality,2026-03-01 10:00',
      'k2,web,service,2026-04-30 10:00',
    ]
    writeFileSync(join(folder, 'complaints.csv'), lines.join('\n'))
    const data = { DATA_DIR: join(folder, 'complaints') }
    expect(regulars(['load', 'complaints.csv'], data)).toMatchObject({ status: 0 })
    const { status, stdout } = regulars(['query', 'kpi/complaints', '--json'], data)
    expect(status).toBe(0)
    const { rows } = JSON.parse(stdout) as { rows: { bucket: string; complaints: number }[] }
    expect(rows.map(({ bucket, complaints }) => [bucket, complaints])).toEqual([
      ['2026-03-01', 1],
      ['2026-04-01', 1],
    ])
  })

  it('says which tables an answer lacks', () => {
    const data = { DATA_DIR: join(folder, 'complaints') }
    const asked = (metric: string, more = {}) => regulars(['query', metric, '--json'], { ...data, ...more })
    expect(asked('kpi/complaints').stderr).toBe('')
    const { status, stdout, stderr } = asked('complaints/first_response')
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'Not loaded: Complaint stages. What the answer says of it is not known.\n',
    })
    expect(JSON.parse(stdout)).toHaveProperty('rows')
    expect(asked('complaints/first_response', { LANG: 'zh_CN.UTF-8' }).stderr).toContain('尚未载入：投诉')
  })

  it('says what to do where another version has prepared the data', () => {
    const data = { DATA_DIR: join(folder, 'complaints') }
    const state = new DatabaseSync(join(data.DATA_DIR, 'state.db'))
    state.exec(`update snapshot set build = json_set(build, '$.model_version', 'earlier')`)
    state.close()
    expect(regulars(['query', 'kpi/complaints'], data)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Start this one once (“regulars serve”)') as string,
    })
    expect(regulars(['query', 'kpi/complaints'], { ...data, LANG: 'zh_CN.UTF-8' }).stderr).toContain(
      '另一版本',
    )
  })

  it('checks its environment before it serves', () => {
    expect(regulars(['serve'], { HOST: '0.0.0.0' })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('accounts') as string,
    })
    expect(regulars(['serve'], { UV_THREADPOOL_SIZE: '4' }).stderr).toContain('UV_THREADPOOL_SIZE')
  })

  it('says what to do when the dependencies are not installed', () => {
    const copy = join(folder, 'clone/bin/regulars.mjs')
    cpSync(join(project, 'bin/regulars.mjs'), copy)
    expect(regulars([], {}, copy)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('npm start') as string,
    })
  })
})
