import { describe, expect, it } from 'vitest'
import { compose, holesIn, rewriteHoles } from '../../server/engine/sql.ts'

const selections = new Map([
  ['selected_store', 'select store_key from store where $scope = store_id'],
  ['selected_order', 'select o.day from orders o join selected_store using (store_key)'],
])
const store = 'selected_store as (\nselect store_key from store where $scope = store_id\n)'
const order = 'selected_order as (\nselect o.day from orders o join selected_store using (store_key)\n)'

describe('holes', () => {
  it('are found once each, in order of appearance', () => {
    expect(holesIn('select $to, $from, $to')).toEqual(['to', 'from'])
  })

  it('are not looked for in comments, text and quoted names', () => {
    expect(holesIn(`-- $a\n/* $b */ select '$c', 'it''s $d', "$e", $f`)).toEqual(['f'])
  })

  it('are rewritten without touching anything else', () => {
    expect(rewriteHoles(`select $from, '$from' -- $from`, (name) => `{${name}:Date32}`)).toBe(
      `select {from:Date32}, '$from' -- $from`,
    )
  })
})

describe('composition', () => {
  it('leaves SQL alone that names no selection', () => {
    expect(compose('select 1 from grade', selections)).toBe('select 1 from grade')
  })

  it('puts a named selection in front', () => {
    expect(compose('select * from selected_store', selections)).toBe(
      `with ${store}\nselect * from selected_store`,
    )
  })

  it('puts what a selection needs before it', () => {
    expect(compose('select * from selected_order', selections)).toBe(
      `with ${store},\n${order}\nselect * from selected_order`,
    )
  })

  it('joins the expressions of a metric that has its own, below its heading', () => {
    expect(
      compose('-- Orders.\n\nwith a as (select 1 from selected_order)\nselect * from a', selections),
    ).toBe(`-- Orders.\n\nwith ${store},\n${order},\na as (select 1 from selected_order)\nselect * from a`)
  })

  it('ignores a selection that only a comment or a text names', () => {
    expect(compose(`-- selected_store\nselect 'selected_order'`, selections)).toBe(
      `-- selected_store\nselect 'selected_order'`,
    )
  })

  it('refuses selections that name each other', () => {
    const circle = new Map([
      ['a', 'select * from b'],
      ['b', 'select * from a'],
    ])
    expect(() => compose('select * from a', circle)).toThrow('a → b → a')
  })
})
