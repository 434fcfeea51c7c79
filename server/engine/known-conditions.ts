import type { Question } from './engine.ts'
import type { Truth } from './reduce-condition.ts'

type Asked = Pick<Question, 'params' | 'kinds'>
type Reader = (asked: Asked, name: string, ...more: string[]) => boolean

const members = ({ params }: Asked, name: string) => params[name] as readonly string[]
const chosen = (text: string) => [...text.matchAll(/'([^']*)'/g)].map(([, choice]) => choice!)

/** Conditions on parameters alone, and when they hold. The macros of the model mean the same. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [/^reg_empty\(\$(\w+)\)$/, (asked, name) => members(asked, name).length === 0],
  [
    /^reg_alone\(\$(\w+)\)$/,
    (asked, name) => members(asked, name).length === 1 && !members(asked, name)[0]!.startsWith('!'),
  ],
  [/^reg_open\(\$(\w+)\)$/, (asked, name) => members(asked, name).every((one) => one.startsWith('!'))],
  [/^reg_holds\(\$(scope), '\*'\)$/, (asked, name) => members(asked, name).includes('*')],
  [
    /^reg_unfiltered\((.*)\)$/,
    (asked, names) => [...names.matchAll(/\$(\w+)/g)].every(([, name]) => members(asked, name!).length === 0),
  ],
  [/^\$(\w+) = '([^']*)'$/, ({ params }, name, choice) => params[name] === choice],
  [/^\$(\w+) <> '([^']*)'$/, ({ params }, name, choice) => params[name] !== choice],
  [/^\$(\w+) in \(([^)]*)\)$/, ({ params }, name, list) => chosen(list!).includes(String(params[name]))],
  [/^\$(\w+) >= (\d+)$/, ({ params }, name, least) => Number(params[name]) >= Number(least)],
  [/^\$(\w+) not in \(([^)]*)\)$/, ({ params }, name, list) => !chosen(list!).includes(String(params[name]))],
]

/**
 * What is known of a condition before any row is read: of lists whether they name anything, and anything but what is left
 * out, of choices which one it is, of counts on which side of a limit in the SQL they lie. Nothing else is looked at.
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
    ['list', 'choice', 'count'].includes(kinds[name!]!),
  )
}
