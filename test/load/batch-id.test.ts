import { describe, expect, it } from 'vitest'
import { batchId } from '../../server/load/batch-id.ts'
import type { Plan } from '../../queries/loading/plan.ts'

const plan: Plan = {
  sources: [{ name: 'sales', paths: ['/a/sales.csv'], options: { encoding: 'utf-8' } }],
  tables: [{ table: 'purchases', source: 'sales', columns: { order_id: 'no', line_no: 'nth' } }],
  time_zone: 'Asia/Shanghai',
  max_reject_share: 0.05,
}
const hash = (source: string, sha256: string) => ({ source, sha256 })
const id = batchId([hash('sales', 'aa'), hash('sales', 'bb')], plan)

describe('the same content read the same way is the same batch', () => {
  it('under other file names and in another folder', () => {
    const moved = { ...plan, sources: [{ ...plan.sources[0]!, paths: ['/b/renamed.csv'] }] }
    expect(batchId([hash('sales', 'aa'), hash('sales', 'bb')], moved)).toBe(id)
  })

  it('in another order of files, and of columns in the mapping', () => {
    const columns = { line_no: 'nth', order_id: 'no' }
    const turned = { ...plan, tables: [{ ...plan.tables[0]!, columns }] }
    expect(batchId([hash('sales', 'bb'), hash('sales', 'aa')], turned)).toBe(id)
  })

  it('under another name of a source, which comes from a file, and in another order of sources', () => {
    const two = (names: readonly [string, string]): Plan => ({
      ...plan,
      sources: names.map((name) => ({ name, paths: [`/a/${name}.csv`], options: {} })),
      tables: names.map((source) => ({ table: 'purchases', source, columns: { order_id: 'no' } })),
    })
    const first = batchId([hash('shop', 'aa'), hash('web', 'bb')], two(['shop', 'web']))
    expect(batchId([hash('web_1', 'bb'), hash('shop_1', 'aa')], two(['web_1', 'shop_1']))).toBe(first)
  })

  it('under another name of the mapping or another share of rejects', () => {
    const renamed = { ...plan, mapping_name: 'mine', max_reject_share: 1 }
    expect(batchId([hash('sales', 'aa'), hash('sales', 'bb')], renamed)).toBe(id)
  })
})

describe('it is another batch', () => {
  it.each([
    ['when a byte differs', [hash('sales', 'aa'), hash('sales', 'bc')], plan],
    ['when a file is missing', [hash('sales', 'aa')], plan],
    ['when the same file comes twice', [hash('sales', 'aa'), hash('sales', 'bb'), hash('sales', 'bb')], plan],
    [
      'when a column is mapped to another field',
      [hash('sales', 'aa'), hash('sales', 'bb')],
      { ...plan, tables: [{ ...plan.tables[0]!, columns: { order_id: 'nth', line_no: 'no' } }] },
    ],
    [
      'when the file is read in another encoding',
      [hash('sales', 'aa'), hash('sales', 'bb')],
      { ...plan, sources: [{ ...plan.sources[0]!, options: { encoding: 'gb18030' } }] },
    ],
    [
      'when a select calls a source by another name',
      [hash('sales', 'aa')],
      { ...plan, tables: [{ ...plan.tables[0]!, sql: 'from sales' }] },
    ],
    ['in another time zone', [hash('sales', 'aa'), hash('sales', 'bb')], { ...plan, time_zone: 'UTC' }],
  ])('%s', (_, hashes, other) => {
    expect(batchId(hashes, other)).not.toBe(id)
  })
})
