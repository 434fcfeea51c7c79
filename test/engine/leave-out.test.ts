import { describe, expect, it } from 'vitest'
import { leaveOut } from '../../server/engine/leave-out.ts'

/** `yes` and `no` are known, everything else is not. */
const left = (sql: string) =>
  leaveOut(sql, (condition) => (condition === 'yes' ? true : condition === 'no' ? false : undefined))

describe('of a condition', () => {
  it.each([
    ['what always holds goes', 'select a from t where yes and b', 'select a from t where b'],
    [
      'all of it goes when all of it holds',
      'select a from t where yes group by a',
      'select a from t group by a',
    ],
    ['what never holds goes beside others', 'select a from t where no or b', 'select a from t where b'],
    [
      'one that always holds decides among others',
      'select a from t where (yes or b) and c',
      'select a from t where c',
    ],
    [
      'not turns what is known round',
      'select a from t where not (no or not yes) and c',
      'select a from t where c',
    ],
    [
      'what depends on the row stays',
      'select a from t where a = 1 or not (b)',
      'select a from t where a = 1 or not (b)',
    ],
    [
      'the and of a between stays',
      'select a from t where b between 1 and 2 and yes',
      'select a from t where b between 1 and 2',
    ],
    [
      'cases stay whole',
      'select a from t where case when yes and b then c end',
      'select a from t where case when yes and b then c end',
    ],
    [
      'queries in brackets are looked into',
      'select a from t where a in (select b from u where yes)',
      'select a from t where a in (select b from u)',
    ],
    [
      'one that never holds is said so',
      'select a from t where a and no order by a',
      'select a from t where false order by a',
    ],
  ])('%s', (_, sql, expected) => {
    expect(left(sql)).toBe(expected)
  })
})

describe('of a union', () => {
  it('the branches that never give a row go', () => {
    expect(left('select a from t union all select b from u where no union all select c from v')).toBe(
      'select a from t union all select c from v',
    )
  })

  it('the branch that becomes the first takes over the names of the columns', () => {
    expect(
      left('select a, t.b, 1 as c, d from t where no union all select x, u.b, 0, f(y) as e from u'),
    ).toBe('select x as a, u.b as b, 0 as c, f(y) as d from u')
  })

  it('the first stays when none gives a row', () => {
    expect(left('select a from t where no union all select b from u where no')).toBe(
      'select a from t where false',
    )
  })

  it('the first stays when its columns have no names', () => {
    const sql = 'select f(a) from t where no union all select b from u'
    expect(left(sql)).toBe('select f(a) from t where false union all select b from u')
  })

  it('a count of nothing is a row and stays, but not one by groups', () => {
    expect(left('select a from t union all select count(*) from u where no')).toBe(
      'select a from t union all select count(*) from u where false',
    )
    expect(left('select a from t union all select count(*) from u where no group by b')).toBe(
      'select a from t',
    )
    expect(left('select a from t union all select lag(b) over (order by c) from u where no')).toBe(
      'select a from t',
    )
    expect(left('select a, b from t union all select c, case when d then 1 end from u where no')).toBe(
      'select a, b from t',
    )
  })

  it('one of distinct rows keeps its branches', () => {
    const sql = 'select a from t union distinct select b from u where no'
    expect(left(sql)).toBe('select a from t union distinct select b from u where false')
  })
})

describe('of expressions', () => {
  it('those that nothing names any more go, and what only these named', () => {
    expect(
      left(
        '-- Says it.\nwith x as (select 1 as a from t),\ny as (select a from x),\nz as (select 2 as a)\nselect a from y where no\nunion all\nselect a from z',
      ),
    ).toBe('-- Says it.\nwith\nz as (select 2 as a)\nselect a from z')
  })

  it('what joins one without rows has none either, unless it joins it for what it may give', () => {
    const none = 'with x as (select a from t where no)'
    expect(left(`${none} select a from u union all select a from u cross join x`)).toBe('select a from u')
    expect(left(`${none} select a from u union all select a from u left join x on b`)).toBe(
      'with x as (select a from t where false) select a from u union all select a from u left join x on b',
    )
  })

  it('one of the same name further in is another one', () => {
    const inner = 'y as (with x as (select a from u) select a from x) select a from y'
    expect(left(`with x as (select a from t where no), ${inner}`)).toBe(
      `with x as (select a from t where false), ${inner}`,
    )
  })

  it('what nothing is known of stays letter by letter', () => {
    const sql = `-- One.\nwith x as (\n  select a, 'it''s (no' as "b" /* yes */ from t\n)\nselect a from x -- no\nwhere a >= 1.5`
    expect(left(sql)).toBe(sql)
  })
})
