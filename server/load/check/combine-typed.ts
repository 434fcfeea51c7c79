import type { TypedTable } from './typed-table.ts'

/** Keeps rows of different parts apart, and later parts behind earlier ones. */
const part_shift = 2 ** 56

/** Puts together what several sources bring for one table. With one part there is nothing to do. */
export function combineTyped(parts: readonly TypedTable[]): TypedTable {
  const [first, ...others] = parts as [TypedTable, ...TypedTable[]]
  if (others.length === 0) return first
  const all = (of: (part: TypedTable) => readonly string[]) => [...new Set(parts.flatMap((part) => of(part)))]
  const faults = parts.flatMap((part) => part.faults)
  const findings = parts.flatMap((part) => part.findings)
  const selects = parts.map((part, index) => shifted(part, index, parts))
  const rows = (of: 'rows' | 'unreadable') => parts.reduce((sum, { mapped }) => sum + mapped[of], 0)
  return {
    mapped: { ...first.mapped, rows: rows('rows'), unreadable: rows('unreadable') },
    relation: `(${selects.join(' union all by name ')})`,
    files: null,
    by_month: parts.some(({ by_month }) => by_month),
    fields: all(({ fields }) => fields),
    scores: all(({ scores }) => scores),
    faults,
    findings,
    notes: parts.flatMap(({ notes }) => notes),
  }
}

/** A part's places in the lists of faults and findings move behind those of the parts before it. */
function shifted(part: TypedTable, index: number, parts: readonly TypedTable[]): string {
  const before = parts.slice(0, index)
  const faults = before.reduce((sum, each) => sum + each.faults.length, 0)
  const findings = before.reduce((sum, each) => sum + each.findings.length, 0)
  const columns = [
    `_row + ${index * part_shift} as _row`,
    `cast(_fault + ${faults} as smallint) as _fault`,
    `cast(_soft * ${2 ** findings} as integer) as _soft`,
    `list_concat(list_resize(cast([] as varchar[]), ${findings}), _found) as _found`,
  ]
  return `select * replace (${columns.join(', ')}) from ${part.relation}`
}
