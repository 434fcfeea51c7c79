import { knownWords, memberWords } from '../../queries/member-words.ts'
import type { Locale } from '../../queries/metric.ts'
import { said } from './said.ts'

/** What a member is called that every chain has or whose name is a common one, else null. */
export function memberName(dimension: string, member: string, locale: Locale): string | null {
  const words = Object.hasOwn(memberWords, dimension) ? memberWords[dimension]! : {}
  if (Object.hasOwn(words, member)) return said(words[member]!, locale).replace('{member}', () => member)
  return knownWords(dimension, member, locale)
}
