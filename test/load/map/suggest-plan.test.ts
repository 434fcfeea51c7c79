import { describe, expect, it } from 'vitest'
import { headersKey } from '../../../server/load/map/headers-key.ts'
import { suggestPlan } from '../../../server/load/map/suggest-plan.ts'
import type { Detection, SavedMapping } from '../../../queries/loading/plan.ts'

/** A file of which only names of columns and values are known. */
function detected(
  file: string,
  columns: Readonly<Record<string, readonly string[]>> | readonly string[],
): Detection {
  const entries = Array.isArray(columns)
    ? columns.map((name) => [name, []] as const)
    : Object.entries(columns)
  return {
    path: `/data/${file}`,
    file,
    size: 1,
    format: 'delimited',
    compressed: false,
    options: {},
    given: {},
    columns: entries.map(([name, samples]) => ({ name, samples })),
    sample: [],
    rows_estimate: 1,
    warnings: [],
  }
}

const suggest = (detections: Detection[], saved: SavedMapping[] = []) =>
  suggestPlan(detections, { time_zone: 'Asia/Shanghai', saved })
const tablesOf = (...detections: Detection[]) =>
  suggest(detections).plan.tables.map(({ table, source }) => [table, source])

describe('a file is the table its columns speak of', () => {
  it.each([
    ['purchases', ['订单号', '下单时间', '门店编号', '会员号', '商品编码', '数量', '实付金额']],
    ['purchases', ['InvoiceNo', 'StockCode', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID']],
    ['customers', ['会员卡号', '姓名', '性别', '手机号码', '注册时间']],
    ['stores', ['门店编号', '门店名称', '大区', '城市', '经营模式', '开业日期']],
    ['products', ['sku', 'product_name', 'category', 'brand', 'unit_cost']],
    ['surveys', ['survey_id', 'customer_id', 'answered_at', 'nps', 'csat']],
    ['survey_items', ['survey_id', 'item', 'rating', 'importance']],
    ['complaints', ['投诉单号', '受理时间', '投诉类型', '会员号', '处理结果']],
    ['complaint_events', ['投诉编号', '节点', '时间']],
    ['consents', ['会员号', '授权渠道', '授权时间', '是否同意']],
    ['campaigns', ['campaign_id', 'campaign_name', 'start_date', 'end_date']],
    ['campaign_contacts', ['campaign_id', 'customer_id', 'arm', 'contacted_at']],
    ['points', ['流水号', '会员号', '时间', '类型', '积分']],
    ['grades', ['customer_id', 'effective_on', 'grade']],
    ['costs', ['成本编号', '月份', '成本类型', '金额']],
    ['holidays', ['日期', '节日名称', '是否工作日']],
    ['targets', ['metric', 'period', 'scope', 'value']],
  ] as const)('%s: %j', (table, columns) => {
    expect(tablesOf(detected('export.csv', [...columns]))).toEqual([[table, 'export']])
  })

  it('and, where they leave it open, the one its name says', () => {
    expect(tablesOf(detected('会员.csv', ['编号', '名称', '城市']))[0]![0]).toBe('customers')
    expect(tablesOf(detected('门店.csv', ['编号', '名称', '城市']))[0]![0]).toBe('stores')
  })
})

describe('columns', () => {
  const columnsOf = (...names: string[]) => suggest([detected('sales.csv', names)]).plan.tables[0]!.columns

  it('are found whatever stands in brackets behind their names', () => {
    expect(columnsOf('订单号', '下单时间', '实付金额（元）', '数量(件)')).toMatchObject({
      net_amount: '实付金额（元）',
      quantity: '数量(件)',
    })
  })

  it('that only lead to an amount are left out when the amount itself is there', () => {
    expect(columnsOf('订单号', '下单时间', '单价', '数量', '实付金额')).not.toHaveProperty('unit_price')
    expect(columnsOf('订单号', '下单时间', '单价', '数量')).toHaveProperty('unit_price', '单价')
  })

  it('without a telling name are found by their values, with little confidence', () => {
    const file = detected('members.csv', {
      会员号: ['V1', 'V2'],
      f1: ['13800138000', '139 0013 9000'],
      f2: ['a@b.cn', 'c@d.com'],
      f3: ['男', '女'],
    })
    const found = suggest([file]).columns.map(({ column, field, confidence }) => [column, field, confidence])
    expect(found).toEqual([
      ['会员号', 'customer_id', 0.9],
      ['f1', 'phone', 0.5],
      ['f2', 'email', 0.5],
      ['f3', 'gender', 0.5],
    ])
  })
})

describe('several files', () => {
  const till = ['订单号', '行号', '下单时间', '数量', '实付金额']
  const web = ['order_id', 'line_no', 'ordered_at', 'quantity', 'net_amount', 'channel']

  it('with the same headers are one source, whatever their order and spelling', () => {
    const { plan } = suggest([
      detected('2025.csv', web),
      detected(
        '2026.csv',
        [...web].reverse().map((name) => name.toUpperCase()),
      ),
    ])
    expect(plan.sources).toEqual([{ name: '2025', paths: ['/data/2025.csv', '/data/2026.csv'], options: {} }])
  })

  it('with other headers fill the same table together', () => {
    expect(tablesOf(detected('till.csv', till), detected('web.csv', web))).toEqual([
      ['purchases', 'till'],
      ['purchases', 'web'],
    ])
  })

  it('of the same name are told apart', () => {
    const names = suggest([detected('a.csv', till), detected('a.csv', ['x', 'y'])]).plan.sources.map(
      ({ name }) => name,
    )
    expect(names).toEqual(['a', 'a_2'])
  })
})

it('what repeats on every sale becomes a table when no file brings it', () => {
  const sale = ['订单号', '下单时间', '数量', '实付金额', '商品编码', '商品名称', '品类', '门店编号', '大区']
  const alone = suggest([detected('sales.csv', sale)]).plan.tables
  expect(alone.map(({ table, repeated, columns }) => [table, repeated ?? false, columns])).toEqual([
    ['purchases', false, expect.any(Object)],
    ['stores', true, { store_id: '门店编号', region: '大区' }],
    ['products', true, { product_id: '商品编码', name: '商品名称', category: '品类' }],
  ])
  const stores = detected('门店.csv', ['门店编号', '门店名称', '城市'])
  expect(tablesOf(detected('sales.csv', sale), stores)).toEqual([
    ['purchases', 'sales'],
    ['stores', '门店'],
    ['products', 'sales'],
  ])
})

describe('questions', () => {
  it('ask what a file is that says nothing', () => {
    expect(suggest([detected('x.csv', ['foo', 'bar'])]).questions).toMatchObject([
      { code: 'table', source: 'x', examples: ['foo', 'bar'] },
    ])
  })

  it('ask for a column that a table cannot do without', () => {
    const { questions } = suggest([detected('orders.csv', ['订单号', '商品编码', '数量', '实付金额'])])
    expect(questions).toEqual([
      {
        code: 'required_field',
        source: 'orders',
        table: 'purchases',
        field: 'ordered_at',
        choices: ['订单号', '商品编码', '数量', '实付金额'],
        examples: [],
      },
    ])
  })
})

it('a saved mapping is used for the same headers, and for no others', () => {
  const columns = ['foo', 'bar', 'baz']
  const saved: SavedMapping = {
    name: 'mine',
    sources: [
      {
        headers_key: headersKey(columns),
        options: {},
        tables: [{ table: 'holidays', columns: { date: 'foo', is_working: 'bar' } }],
      },
    ],
    scale: { wifi: { min: 1, max: 4 } },
  }
  const { plan, columns: found } = suggest([detected('x.csv', ['BAZ', 'Foo ', 'bar'])], [saved])
  expect(plan.tables).toEqual([
    { table: 'holidays', source: 'x', columns: { date: 'foo', is_working: 'bar' } },
  ])
  expect(plan.scale).toEqual({ wifi: { min: 1, max: 4 } })
  expect(found.filter(({ reason }) => reason === 'saved').map(({ field }) => field)).toContain('is_working')
  const other = suggest([detected('x.csv', ['foo', 'bar'])], [saved]).plan
  expect(other).toMatchObject({ tables: [] })
  expect(other).not.toHaveProperty('scale')
})
