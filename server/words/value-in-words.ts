import type { Locale, Param } from '../../queries/metric.ts'
import type { ParamValue } from '../engine/engine.ts'
import { memberName } from './member-name.ts'
import { said } from './said.ts'

/** What the chain calls the members of its dimensions, by `<dimension>:<member>`. */
export type MemberNames = ReadonlyMap<string, string>

/** What a parameter is set to, as people read it; an empty text where it narrows nothing down. */
export function valueInWords(
  name: string,
  { kind, words = {} }: Pick<Param, 'kind' | 'words'>,
  value: ParamValue,
  locale: Locale,
  names: MemberNames,
): string {
  const texts = [value].flat().map(String)
  if (kind === 'choice') return texts.map((code) => (words[code] ? said(words[code], locale) : code)).join()
  if (kind !== 'list') return texts.join()
  return texts.map((text) => memberText(name, text, locale, names)).join(locale === 'en' ? ', ' : '、')
}

/** A member of a filter; one left out with a "not". */
function memberText(dimension: string, text: string, locale: Locale, names: MemberNames): string {
  const member = text.replace(/^!/, '')
  const name = memberName(dimension, member, locale) ?? names.get(`${dimension}:${member}`) ?? member
  return text === member ? name : said('filter_without', locale).replace('{member}', () => name)
}
