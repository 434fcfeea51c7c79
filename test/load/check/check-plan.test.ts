import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { tableNames, type TableName } from '../../../queries/tables.ts'
import { checkPlan } from '../../../server/load/check/check-plan.ts'
import type { CheckReport, TableReport } from '../../../queries/loading/report.ts'
import type { Plan, TablePlan } from '../../../queries/loading/plan.ts'
import { batchColumns } from '../../../server/load/views.ts'
import { checking, planOf } from './run-check.ts'

const folder = mkdtempSync(join(tmpdir(), 'check-plan-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function file(...lines: readonly string[]): string {
  files += 1
  const path = join(folder, `file-${files}.csv`)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

const time_zone = 'Asia/Shanghai'
const sales = 'order_id,line_no,customer_id,store_id,channel,ordered_at,product_id,quantity,net_amount,kind'
const sale = (
  order: string,
  { customer = 'C1', store = 'S1', at = '2026-01-02 10:00:00', amount = '5.00' } = {},
) => `${order},1,${customer},${store},shop,${at},P1,1,${amount},sale`

const tableOf = (report: CheckReport, table: TableName): TableReport =>
  report.tables.find((each) => each.table === table)!

function sqlPlan(paths: Readonly<Record<string, string>>, tables: readonly TablePlan[]): Plan {
  const sources = Object.entries(paths).map(([name, path]) => ({ name, paths: [path], options: {} }))
  return { sources, tables, time_zone, max_reject_share: 0.05 }
}

/** What is loaded already: rows of some tables as SQL, the others empty. */
function loaded(rows: Partial<Record<TableName, string>>) {
  return async (connection: DuckDBConnection) => {
    for (const table of tableNames) {
      const columns = Object.entries({ ...batchColumns(table), batch_seq: 'bigint' })
      const empty = `select ${columns.map(([name, type]) => `cast(null as ${type}) as "${name}"`).join(', ')} where false`
      const view = rows[table] === undefined ? empty : `${empty} union all by name (${rows[table]})`
      await connection.run(`create temp view current_${table} as ${view}`)
    }
  }
}

describe('what is loaded already', () => {
  const store = (id: string, name: string, city: string | null, seq: number) =>
    `select '${id}' as store_id, '${name}' as name, ${city === null ? 'null' : `'${city}'`} as city, ${seq}::bigint as batch_seq`
  const current = loaded({
    stores: [store('S1', 'One', null, 1), store('S2', 'Two', 'Lyon', 1), store('S3', 'Three', null, 4)].join(
      ' union all ',
    ),
  })

  it('is left out when it says the same, corrected when it says otherwise, and new when it is not there', async () => {
    const path = file('store_id,name,city', 'S1,One,', 'S2,Two,Paris', 'S3,Three,', 'S4,Four,Nice')
    await checking(
      await planOf([path], time_zone),
      async ({ report, rows }) => {
        expect(tableOf(report, 'stores')).toMatchObject({
          rows_in: 4,
          accepted: 2,
          new: 1,
          corrected: 1,
          unchanged: 2,
        })
        expect((await rows('accepted/stores')).map(({ store_id, city }) => [store_id, city])).toEqual([
          ['S2', 'Paris'],
          ['S4', 'Nice'],
        ])
        expect(await rows('supersedes/stores')).toEqual([{ store_id: 'S2' }])
        expect(await rows('confirms/stores')).toEqual([
          { store_id: 'S1', batch_seq: '1' },
          { store_id: 'S3', batch_seq: '4' },
        ])
      },
      { attachCurrent: current },
    )
  })

  it('counts for references as much as what is being loaded', async () => {
    const plan = await planOf(
      [file(sales, sale('A1', { store: 'S3' }), sale('A2', { store: 'S9' }))],
      time_zone,
    )
    await checking(
      plan,
      ({ report }) => {
        const [found, ...others] = tableOf(report, 'purchases').findings
        expect(found).toMatchObject({
          code: 'unknown_reference',
          field: 'store_id',
          params: { table: 'stores' },
          rows: 1,
        })
        expect(found!.samples).toMatchObject([{ line: 3, column: 'store_id', value: 'S9' }])
        expect(others).toEqual([])
      },
      { attachCurrent: current },
    )
  })
})

describe('personal fields', () => {
  const people = file(
    'customer_id,name,phone,birth_date,gender',
    'C1,张三,13800138000,1990-05-01,男',
    'C2,,,,',
    'C3,李四,,,女',
  )
  const identity_key = Buffer.alloc(32, 7)

  it('are kept apart from the customers, who only carry whether they are there', async () => {
    await checking(
      await planOf([people], time_zone),
      async ({ rows, report }) => {
        const customers = await rows('accepted/customers', 'customer_id')
        expect(Object.keys(customers[0]!)).toEqual([
          ...Object.keys(batchColumns('customers')),
          '_source',
          '_line',
        ])
        expect(
          customers.map(({ has_name, has_phone, has_birth_date }) => [has_name, has_phone, has_birth_date]),
        ).toEqual([
          ['true', 'true', 'true'],
          ['false', 'false', 'false'],
          ['true', 'false', 'false'],
        ])
        expect(customers.map(({ identity_digest }) => identity_digest === null)).toEqual([false, true, false])
        expect(JSON.stringify(customers)).not.toContain('张三')
        expect(await rows('identities', 'customer_id')).toEqual([
          { customer_id: 'C1', birth_date: '1990-05-01', name: '张三', phone: '13800138000' },
          { customer_id: 'C3', birth_date: null, name: '李四', phone: null },
        ])
        expect(tableOf(report, 'customers').filled).toMatchObject({ name: 2, phone: 1, gender: 2 })
      },
      { identity_key },
    )
  })

  const telling = [
    'customer_id,name,phone,birth_date,gender',
    'C1,张三,13800138000,30/02/1990x,男',
    'C2,李四,13911112222,1890-05-01,女',
    'C3,王五,13933334444,1990-05-01,女,one more',
    ',赵六,13955556666,1990-05-02,女',
    'C5,孙七,13977778888,1991-05-02,机器人',
  ]

  it('are hidden in every reason, finding and rejected row, whose shape still shows what is wrong', async () => {
    await checking(await planOf([file(...telling)], time_zone), ({ report, rejects }) => {
      const said = JSON.stringify(report) + rejects
      for (const marker of ['张三', '王五', '139', '138', '1890', '1990', '30/02', 'one more'])
        expect(said).not.toContain(marker)
      expect(rejects!.split('\r\n').map((line) => line.split(',').slice(1, 5).join('|'))).toEqual([
        'line|table|column|value',
        '4|||"••',
        '2|customers|birth_date|••/••/•••••',
        '3|customers|birth_date|••••-••-••',
        '5|customers|customer_id|',
        '6|customers|gender|机器人',
        '',
      ])
      expect(said).toContain('机器人')
    })
  })

  it('are hidden in rows that cannot be read, whether or not their column is used', async () => {
    const paths = { people: file('shop,手机号', 'S1,13800138000,x'), shops: file('shop,name', 'S1,One,x') }
    const stores = { table: 'stores', source: 'shops', columns: { store_id: 'shop', name: 'name' } } as const
    const unused = await checking(sqlPlan(paths, [stores]), ({ report }) => values(report))
    expect(unused).toEqual(['••,•••••••••••,•', 'S1,One,x'])
    const select = { table: 'customers', sql: 'select shop as customer_id from shops' } as const
    const selected = await checking(sqlPlan(paths, [select]), ({ report }) => values(report))
    expect(selected).toEqual(['••,•••••••••••,•', '••,•••,•'])
  })

  const values = ({ sources }: CheckReport) =>
    sources.flatMap(({ reasons }) =>
      reasons.flatMap(({ samples }) => samples.map(({ value }) => value?.trim())),
    )

  it('that changed make a correction, though nobody can read what was loaded', async () => {
    const first = await checking(
      await planOf([people], time_zone),
      ({ rows }) => rows('accepted/customers'),
      { identity_key },
    )
    const again = first.map(
      ({ customer_id, gender, identity_digest, has_name, has_phone, has_birth_date }) => {
        const text = (value: string | null | undefined) => (value == null ? 'null' : `'${value}'`)
        return `select ${text(customer_id)} as customer_id, ${text(gender)} as gender, ${text(identity_digest)} as identity_digest, ${has_name} as has_name, ${has_phone} as has_phone, ${has_birth_date} as has_birth_date, 1::bigint as batch_seq`
      },
    )
    const moved = file(
      'customer_id,name,phone,birth_date,gender',
      'C1,张三,13900139000,1990-05-01,男',
      'C2,,,,',
      'C3,李四,,,女',
    )
    await checking(
      await planOf([moved], time_zone),
      ({ report }) =>
        expect(tableOf(report, 'customers')).toMatchObject({ corrected: 1, unchanged: 2, new: 0 }),
      { identity_key, attachCurrent: loaded({ customers: again.join(' union all ') }) },
    )
  })
})

describe('tables of one load', () => {
  it('are checked against each other', async () => {
    const plan = await planOf(
      [
        file(
          sales,
          sale('A1'),
          sale('A2', { customer: 'C2', at: '2026-01-01 23:30:00' }),
          sale('A3', { customer: 'C9' }),
          sale('A4', { customer: 'C2', at: '2026-01-02 00:00:00' }),
          sale('A5', { customer: '' }),
        ),
        file('customer_id,joined_on,gender', 'C1,2026-01-02,F', 'C2,2026-01-02,F'),
      ],
      time_zone,
    )
    await checking(plan, ({ report }) => {
      const found = tableOf(report, 'purchases').findings.map(({ code, field, rows, samples }) => [
        code,
        field,
        rows,
        samples[0]!.line,
      ])
      expect(found).toEqual([
        ['unknown_reference', 'customer_id', 1, 4],
        ['before_joining', 'ordered_at', 1, 3],
      ])
    })
  })

  it('know lines of one order by their numbers, whatever these are', async () => {
    const lines = ['0', '1', '63', '64', '65', '128']
    const rows = [...lines, '65'].map((line, nth) => `A1,${line},S1,till,2026-01-02,1,${nth}`)
    const source = file('order_id,line_no,store_id,channel,ordered_at,quantity,net_amount', ...rows)
    await checking(await planOf([source], time_zone), async ({ report, rows: read }) => {
      expect(tableOf(report, 'purchases')).toMatchObject({ accepted: 6, duplicates: 1, rejected: 0 })
      const kept = await read('accepted/purchases')
      expect(kept.find(({ line_no }) => line_no === '65')).toMatchObject({ net_amount: '6.0000' })
    })
  })

  it('sum up what they bring', async () => {
    const plan = await planOf(
      [
        file(
          sales,
          sale('A1', { amount: '0.10', at: '2025-12-31 23:59:59' }),
          sale('A2', { amount: '0.20' }),
        ),
      ],
      time_zone,
    )
    await checking(plan, ({ report }) => {
      expect(tableOf(report, 'purchases')).toMatchObject({
        from: '2025-12-31',
        to: '2026-01-02',
        sums: { net_amount: '0.3000' },
        filled: { order_id: 2, customer_id: 2, campaign_id: 0 },
      })
      expect(report).toMatchObject({ verdict: 'ok', reject_share: 0 })
    })
  })

  it('that several sources fill are one, and the later source wins', async () => {
    const till = file(
      'order_id,line_no,store_id,channel,ordered_at,quantity,net_amount',
      'A1,1,S1,till,2026-01-02,1,1',
      'A2,1,S1,till,2026-01-02,1,x',
    )
    const web = file(
      '订单号,行号,渠道,下单时间,数量,实付金额,类型',
      'A1,1,web,2026-01-03,1,2,销售',
      'A3,1,web,2026-01-03,y,3,销售',
      'A4,1,web,2026-01-03,-1,-3,礼品',
    )
    await checking(await planOf([till, web], time_zone), async ({ report, rows, rejects }) => {
      expect(tableOf(report, 'purchases')).toMatchObject({
        rows_in: 5,
        accepted: 1,
        rejected: 3,
        duplicates: 1,
      })
      expect(await rows('accepted/purchases')).toMatchObject([
        { order_id: 'A1', channel: 'web', net_amount: '2.0000', store_id: 'main' },
      ])
      const lines = rejects!
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',').slice(1, 6).join(','))
      expect(lines).toEqual([
        '3,purchases,net_amount,x,not_an_amount',
        '3,purchases,数量,y,not_a_number',
        '4,purchases,类型,礼品,unknown_value',
      ])
    })
  })

  it('of purchases are written by month', async () => {
    const lines = [2, 1, 3, 1].map((month, nth) => sale(`A${nth}`, { at: `2026-0${month}-05 10:00:00` }))
    await checking(await planOf([file(sales, ...lines)], time_zone), async ({ rows }) => {
      const months = (await rows('accepted/purchases', '1 = 1')).map(({ ordered_at }) =>
        ordered_at!.slice(5, 7),
      )
      expect(months).toEqual(['01', '01', '02', '03'])
    })
  })

  it.each([
    ['as they were read', [], 0, 0],
    ['without those at fault and those that come again', [sale('B', { amount: 'x' }), sale('A1')], 1, 1],
  ])(
    'that are too many to be sorted in memory lie in a file for each month, %s',
    async (_, more, rejected, duplicates) => {
      const lines = Array.from({ length: 220_000 }, (_, nth) =>
        sale(`A${nth}`, { at: `2026-0${1 + (nth % 3)}-05 10:00:00` }),
      )
      const plan = await planOf([file(sales, lines.join('\n'), ...more)], time_zone)
      const options = { connection_options: { threads: '1', memory_limit: '100MB' } }
      await checking(
        plan,
        async ({ report, rows }) => {
          const table = tableOf(report, 'purchases')
          expect(table).toMatchObject({
            accepted: 220_000,
            rejected,
            duplicates,
            sums: { net_amount: '1100000.0000' },
          })
          const months = await Promise.all([1, 2, 3].map((nth) => rows(`accepted/purchases-${nth}`)))
          expect(
            months.map((each) => new Set(each.map(({ ordered_at }) => ordered_at!.slice(0, 7)))),
          ).toEqual(['2026-01', '2026-02', '2026-03'].map((month) => new Set([month])))
          expect(new Set(months.flat().map(({ order_id, _line }) => `${order_id} ${_line}`)).size).toBe(
            220_000,
          )
          expect(new Set(months.flat().map(({ order_id }) => order_id)).size).toBe(220_000)
        },
        options,
      )
    },
  )
})

describe('rejected rows', () => {
  it('stop a load when there are too many', async () => {
    const lines = Array.from({ length: 19 }, (_, index) => sale(`A${index}`))
    const plan = {
      ...(await planOf([file(sales, ...lines, sale('B', { amount: 'x' }))], time_zone)),
      max_reject_share: 0.05,
    }
    await checking(plan, ({ report }) => expect(report).toMatchObject({ verdict: 'ok', reject_share: 0.05 }))
    const more = { ...plan, max_reject_share: 0.049 }
    await checking(more, ({ report }) => expect(report.verdict).toBe('too_many_rejects'))
  })

  it('are listed with file, line, column, value and reason, and nothing in the list can run', async () => {
    const path = file(sales, sale('A1', { amount: '=1+1' }), 'A2,1', sale('A3', { amount: '-x' }))
    await checking(await planOf([path], time_zone), ({ rejects }) => {
      const name = path.split('/').at(-1)
      expect(rejects).toBe(
        `\ufefffile,line,table,column,value,code,reason\r\n` +
          `${name},3,,,"A2,1",too_few_fields,The row has fewer fields than the header.\r\n` +
          `${name},2,purchases,net_amount,'=1+1,not_an_amount,This is not an amount of money.\r\n` +
          `${name},4,purchases,net_amount,'-x,not_an_amount,This is not an amount of money.\r\n`,
      )
    })
  })

  it('of a file count for each table that is filled from it', async () => {
    const plan = await planOf([file(`${sales},product_name`, `${sale('A1')},Pear`, 'A2')], time_zone)
    await checking(plan, ({ report }) => {
      for (const table of ['purchases', 'products'] as const)
        expect(tableOf(report, table)).toMatchObject({ rows_in: 2, accepted: 1, rejected: 1 })
    })
  })
})

describe('a select of a mapping file', () => {
  const orders = file(
    'no,day,total,branch',
    '1,2026-01-02,5.00,S1',
    '2,2026-01-03,x,S1',
    '3,2026-01-04,7.00,S2',
  )
  const select = (sql: string, table: TableName = 'purchases') => sqlPlan({ orders }, [{ table, sql }])

  it('may read files that are called like anything', async () => {
    const paths = {
      buyers: file('no,joined', 'C1,2026-02-01', 'C2,2026-01-01'),
      scales: file('order,day,total,who', '1,2026-01-05,5.00,C1', '2,2026-01-05,6.00,C2'),
    }
    const sql = `select "order" as order_id, 1 as line_no, 'S1' as store_id, day as ordered_at, total as net_amount, who as customer_id from scales`
    const plan = sqlPlan(paths, [
      { table: 'customers', sql: 'select no as customer_id, joined as joined_on from buyers' },
      { table: 'purchases', sql },
    ])
    await checking(plan, ({ report }) => {
      expect(tableOf(report, 'customers')).toMatchObject({ accepted: 2 })
      expect(tableOf(report, 'purchases')).toMatchObject({ accepted: 2 })
      expect(tableOf(report, 'purchases').findings).toMatchObject([{ code: 'before_joining', rows: 1 }])
    })
  })

  it('cites the file and line of a row that keeps them', async () => {
    const sql = `select no as order_id, 1 as line_no, branch as store_id, 'web' as channel, day as ordered_at, total as net_amount, _source, _line from orders`
    await checking(select(sql), async ({ report, rows }) => {
      expect(tableOf(report, 'purchases').reasons).toMatchObject([
        {
          code: 'not_an_amount',
          samples: [{ file: expect.stringMatching(/^file-/), line: 3, column: 'net_amount', value: 'x' }],
        },
      ])
      expect(
        (await rows('accepted/purchases')).map(({ _source, _line, quantity }) => [_source, _line, quantity]),
      ).toEqual([
        ['0', '2', '1.0'],
        ['0', '4', '1.0'],
      ])
    })
  })

  it('cites the row of its answer where it does not', async () => {
    const sql = `select branch as store_id, case when branch = 'S2' then 'neither' end as ownership from orders group by branch`
    await checking(select(sql, 'stores'), ({ report }) => {
      expect(tableOf(report, 'stores')).toMatchObject({ rows_in: 2, accepted: 1, rejected: 1 })
      expect(tableOf(report, 'stores').reasons[0]!.samples).toEqual([
        { file: null, line: 2, column: 'ownership', value: 'neither' },
      ])
    })
  })

  it('may give values of any type, which pass the same checks', async () => {
    const sql = `select 17850.0::double as customer_id, date '2020-02-29' as joined_on, true as is_strategic, 'f' as gender from orders limit 1`
    await checking(select(sql, 'customers'), async ({ rows }) => {
      expect(await rows('accepted/customers')).toMatchObject([
        { customer_id: '17850', joined_on: '2020-02-29', is_strategic: 'true', gender: 'female' },
      ])
    })
  })

  it.each([
    [
      'a column the table does not have',
      'select no as order_id, 1 as price_tag from orders',
      'bad_plan',
      /price_tag/,
    ],
    ['a name that is not there', 'select nope from orders', 'bad_plan', /nope/],
    [
      'too few columns',
      'select no as order_id, 1 as line_no from orders',
      'mapping_incomplete',
      /ordered_at, net_amount/,
    ],
    ['two statements', 'select 1); drop table x; --', 'bad_plan', /purchases/],
  ])('is refused with %s', async (_, sql, code, text) => {
    await expect(checking(select(sql), () => {})).rejects.toMatchObject({
      code,
      message: expect.stringMatching(text),
    })
  })
})

describe('a plan', () => {
  const path = file('store_id,name', 'S1,One')
  const plan = (table: Partial<TablePlan>) =>
    sqlPlan({ s: path }, [{ table: 'stores', source: 's', columns: { store_id: 'store_id' }, ...table }])

  it.each([
    ['names a source that is not there', { source: 't' }, 'bad_plan'],
    ['names a column that is not there', { columns: { store_id: 'id' } }, 'bad_plan'],
    ['names a field that is not there', { columns: { store_id: 'store_id', shop: 'name' } }, 'bad_plan'],
    ['leaves out what nothing can replace', { columns: { name: 'name' } }, 'mapping_incomplete'],
  ])('that %s is refused', async (_, table, code) => {
    await expect(checking(plan(table), () => {})).rejects.toMatchObject({ code })
  })

  it('may give constants, which are values and never SQL', async () => {
    const evil = `O'Hara"; drop table x; --`
    await checking(plan({ constants: { city: evil, ownership: '直营' } }), async ({ rows }) => {
      expect(await rows('accepted/stores')).toMatchObject([{ city: evil, ownership: 'direct', name: 'S1' }])
    })
  })

  it('may map columns with any name', async () => {
    const odd = file('store_id,"a "" \'; select 1 --"', 'S1,One')
    const columns = { store_id: 'store_id', name: `a " '; select 1 --` }
    await checking(sqlPlan({ s: odd }, [{ table: 'stores', source: 's', columns }]), async ({ rows }) => {
      expect(await rows('accepted/stores')).toMatchObject([{ name: 'One' }])
    })
  })
})

describe('scales', () => {
  const survey = ['survey_id,answered_at,csat', 'Q1,2026-01-02,9', 'Q2,2026-01-03,10', 'Q3,2026-01-04,0']

  it('that a plan gives to items are kept beside every rating, with what the answers say', async () => {
    const items = file('survey_id,item,rating,expectation', 'Q1,wifi,4,3', 'Q2,wifi,5,4', 'Q1,seat,2,')
    const plan = { ...(await planOf([items], time_zone)), scale: { wifi: { min: 1, max: 4 } } }
    await checking(plan, async ({ report, rows }) => {
      expect(await rows('accepted/survey_items', '_line')).toMatchObject([
        { item: 'wifi', rating: '4.0', expectation: '3.0', scale_min: '1.0', scale_max: '4.0' },
        { item: 'wifi', rating: null, expectation: '4.0', scale_min: '1.0', scale_max: '4.0' },
        { item: 'seat', rating: '2.0', expectation: null, scale_min: null, scale_max: null },
      ])
      expect(tableOf(report, 'survey_items')!.scales).toEqual([
        { item: 'wifi', answers: 4, lowest: 3, highest: 5, min: 1, max: 4, from: 'said' },
        { item: 'seat', answers: 1, lowest: 2, highest: 2, min: 1, max: 5, from: 'answers' },
      ])
    })
  })

  it('may stand in the rows themselves; half a scale is none', async () => {
    const items = file(
      'survey_id,item,rating,scale_min,scale_max',
      'Q1,wifi,7,1,7',
      'Q2,wifi,3,5,5',
      'Q3,wifi,8,0,7',
    )
    await checking(await planOf([items], time_zone), async ({ report, rows }) => {
      expect(await rows('accepted/survey_items', '_line')).toMatchObject([
        { rating: '7.0', scale_min: '1.0', scale_max: '7.0' },
        { rating: '3.0', scale_min: null, scale_max: null },
        { rating: null, scale_min: '0.0', scale_max: '7.0' },
      ])
      expect(
        tableOf(report, 'survey_items')!.findings.map(({ code, field, rows }) => [code, field, rows]),
      ).toEqual([
        ['off_scale', 'rating', 1],
        ['unclear_scale', 'scale_min', 1],
        ['unclear_scale', 'scale_max', 1],
      ])
    })
  })

  it('of CSAT are 1–5 unless the plan says another', async () => {
    const plan = await planOf([file(...survey)], time_zone)
    await checking(plan, async ({ report, rows }) => {
      expect(await rows('accepted/surveys', '_line')).toMatchObject([
        { csat: null },
        { csat: null },
        { csat: null },
      ])
      expect(tableOf(report, 'surveys')!.scales).toEqual([
        { item: 'csat', answers: 3, lowest: 0, highest: 10, min: 1, max: 5, from: 'usual' },
      ])
    })
    await checking({ ...plan, scale: { csat: { min: 1, max: 10 } } }, async ({ report, rows }) => {
      expect(await rows('accepted/surveys', '_line')).toMatchObject([
        { csat: '9', csat_min: '1', csat_max: '10' },
        { csat: '10', csat_min: '1', csat_max: '10' },
        { csat: null, csat_min: '1', csat_max: '10' },
      ])
      expect(tableOf(report, 'surveys')).toMatchObject({
        findings: [{ code: 'off_scale', field: 'csat', rows: 1 }],
        scales: [{ min: 1, max: 10, from: 'said' }],
      })
    })
  })

  it('of CES are 1–7 unless the plan says another, which is kept beside every answer', async () => {
    const plan = await planOf(
      [file('survey_id,answered_at,ces', 'Q1,2026-01-02,5', 'Q2,2026-01-03,6')],
      time_zone,
    )
    await checking(plan, async ({ report }) => {
      expect(tableOf(report, 'surveys')!.scales).toMatchObject([
        { item: 'ces', min: 1, max: 7, from: 'usual' },
      ])
    })
    await checking({ ...plan, scale: { ces: { min: 1, max: 5 } } }, async ({ report, rows }) => {
      expect(await rows('accepted/surveys', '_line')).toMatchObject([
        { ces: '5', ces_min: '1', ces_max: '5' },
        { ces: null, ces_min: '1', ces_max: '5' },
      ])
      expect(tableOf(report, 'surveys')!.scales).toMatchObject([
        { item: 'ces', min: 1, max: 5, from: 'said' },
      ])
    })
  })
})

it('campaigns are on the channels that consents are given for, in whichever words; any other is kept as written', async () => {
  const path = file(
    'campaign_id,name,channel,starts_on,ends_on',
    ...['短信', 'E-mail', 'SMS', '企业微信', 'Direct mail', '门店海报', ''].map(
      (channel, nth) => `C${nth},Autumn,${channel},2026-01-05,2026-01-11`,
    ),
  )
  await checking(await planOf([path], time_zone), async ({ report, rows }) => {
    const channels = (await rows('accepted/campaigns', 'campaign_id')).map(({ channel }) => channel)
    expect(channels).toEqual(['sms', 'mail', 'sms', 'wecom', 'post', '门店海报', null])
    expect(tableOf(report, 'campaigns')).toMatchObject({ accepted: 7, rejected: 0 })
  })
})

it('scores of survey items off the scale of their item are emptied and found', async () => {
  const items = file('survey_id,item,rating', 'Q1,wifi,5', 'Q1,food,0', 'Q1,seat,9')
  const plan = {
    ...(await planOf([items], time_zone)),
    scale: { wifi: { min: 1, max: 5 }, food: { min: 1, max: 5 } },
  }
  await checking(plan, async ({ report, rows }) => {
    expect(tableOf(report, 'survey_items')).toMatchObject({
      accepted: 3,
      findings: [{ code: 'off_scale', rows: 1, samples: [{ line: 3, value: '0' }] }],
    })
    expect((await rows('accepted/survey_items', '_line')).map(({ rating }) => rating)).toEqual([
      '5.0',
      null,
      '9.0',
    ])
  })
})

it('entries without a number of their own get the same one on every load', async () => {
  const lines = ['month,kind,amount', '2026-01,媒体,100', '2026-01,媒体,100', '2026-02,人员,200']
  const columns = { month: 'month', kind: 'kind', amount: 'amount' }
  const costsOf = (path: string) => sqlPlan({ s: path }, [{ table: 'costs', source: 's', columns }])
  const ids = async (path: string) =>
    checking(costsOf(path), async ({ rows }) =>
      (await rows('accepted/costs', 'cost_id')).map(({ cost_id }) => cost_id),
    )
  const first = await ids(file(...lines))
  expect(new Set(first).size).toBe(3)
  expect(await ids(file(lines[0]!, lines[3]!, lines[1]!, lines[2]!))).toEqual(first)
})

describe('a check that is aborted', () => {
  it.each(['reading', 'mapping', 'checking', 'comparing', 'writing'])(
    'while %s ends with the reason and leaves no stage',
    async (stage) => {
      const path = file(sales, ...Array.from({ length: 2000 }, (_, index) => sale(`A${index}`)))
      const work_dir = mkdtempSync(join(folder, 'work-'))
      const controller = new AbortController()
      const reason = new Error('enough')
      const run = checkPlan(await planOf([path], time_zone), {
        work_dir,
        signal: controller.signal,
        progress: (progress) => progress.stage === stage && controller.abort(reason),
        attachCurrent: async (connection) => {
          await loaded({})(connection)
          if (stage === 'writing') controller.abort(reason)
        },
      })
      await expect(run).rejects.toBe(reason)
      expect(readdirSync(work_dir).filter((name) => name === 'stage')).toEqual([])
    },
  )
})
