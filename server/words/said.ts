import { readdirSync, readFileSync } from 'node:fs'
import { locales } from '../../queries/metric.ts'
import type { Locale, Text, Words } from '../../queries/metric.ts'

const folder = new URL('../../web/messages/', import.meta.url)
const messages = new Map(locales.map((locale) => [locale, messagesIn(locale)]))

/**
 * A word of a contract in a language: the message of that key, the same that the pages say, or the text that the contract gives.
 * Throws when the pages have no such message.
 */
export function said(word: string | Text, locale: Locale): string {
  if (typeof word !== 'string') return word[locale]
  const text = messages.get(locale)!.get(word)
  if (typeof text !== 'string') throw new Error(`the pages have no message ${word} in ${locale}`)
  return text
}

/** What codes are called in every language. */
export const saidInAll = (words: Words) =>
  Object.fromEntries(
    Object.entries(words).map(([code, word]) => [
      code,
      Object.fromEntries(locales.map((locale) => [locale, said(word, locale)])),
    ]),
  )

function messagesIn(locale: Locale): ReadonlyMap<string, unknown> {
  const of = new URL(`${locale}/`, folder)
  const texts = readdirSync(of).map((file) => JSON.parse(readFileSync(new URL(file, of), 'utf8')) as object)
  return new Map(texts.flatMap((topic) => Object.entries(topic)))
}
