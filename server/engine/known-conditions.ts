import type { Question } from './engine.ts'
import type { Truth } from './reduce-condition.ts'

type Asked = Pick<Question, 'params' | 'kinds'>
type Reader = (asked: Asked, name: string, ...more: string[]) => boolean

const members = ({ params }: Asked, name: string) => params[name] as readonly string[]
const chosen = (text: string) => [...text.matchAll(/'([^']*)'/g)].map(([, choice]) => choice!)
const listed = (names: string) => [...names.matchAll(/\$(\w+)/g)].map(([, name]) => name!)
const areEmpty = (asked: Asked, names: readonly string[]) =>
  names.every((name) => members(asked, name).length === 0)

function isAlone(asked: Asked, name: string): boolean {
  const [one, ...others] = members(asked, name)
  return one !== undefined && others.length === 0 && !one.startsWith('!')
}

/** Conditions on parameters alone, and when they hold. The macros of the model mean the same. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [/^reg_empty\(\$(\w+)\)$/, (asked, name) => members(asked, name).length === 0],
  [/^reg_alone\(\$(\w+)\)$/, isAlone],
  [/^reg_open\(\$(\w+)\)$/, (asked, name) => members(asked, name).every((one) => one.startsWith('!'))],
  [/^reg_holds\(\$(scope), '\*'\)$/, (asked, name) => members(asked, name).includes('*')],
  [/^reg_unfiltered\((.*)\)$/, (asked, names) => areEmpty(asked, listed(names))],
  [
    /^reg_stepped\((.*), \$scope\)$/,
    (asked, names) => {
      const [region, ...others] = listed(names)
      return (
        areEmpty(asked, [region!, ...others.slice(0, -1)]) ||
        (isAlone(asked, region!) && areEmpty(asked, others) && members(asked, 'scope').includes('*'))
      )
    },
  ],
  [/^\$(\w+) = '([^']*)'$/, ({ params }, name, choice) => params[name] === choice],
  [/^\$(\w+) <> '([^']*)'$/, ({ params }, name, choice) => params[name] !== choice],
  [/^\$(\w+) in \(([^)]*)\)$/, ({ params }, name, list) => chosen(list!).includes(String(params[name]))],
  [/^\$(\w+) = ([\d.e]+)$/, ({ params }, name, number) => Number(params[name]) === Number(number)],
  [/^\$(\w+) >= (\d+)$/, ({ params }, name, least) => Number(params[name]) >= Number(least)],
  [/^\$(\w+) not in \(([^)]*)\)$/, ({ params }, name, list) => !chosen(list!).includes(String(params[name]))],
]

/**
 * What is known of a condition before any row is read: of lists whether they name anything, and anything but what is left
 * out, of choices which one it is, of counts and numbers on which side of a limit in the SQL they lie. Nothing else is looked at.
 */
export function knownConditions(asked: Asked): Truth {
  return (condition) => {
    for (const [pattern, holds] of readers) {
      const found = pattern.exec(condition)
      if (found && isClosed(asked, condition))
        return holds(asked, ...(found.slice(1) as [string, ...string[]]))
    }
    return undefined
  }
}

function isClosed({ kinds }: Asked, condition: string): boolean {
  return [...condition.matchAll(/\$(\w+)/g)].every(([, name]) =>
    ['list', 'choice', 'count', 'number'].includes(kinds[name!]!),
  )
}
