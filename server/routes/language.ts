import type { FastifyRequest } from 'fastify'
import { locales } from '../../queries/metric.ts'
import type { Locale } from '../../queries/metric.ts'

/** The language an `Accept-Language` header asks for first, among those the product speaks: any Chinese, else English. */
export function languageOf(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...settings] = part.trim().split(';')
      const quality = settings.find((setting) => setting.trim().startsWith('q='))
      return { tag: tag.toLowerCase(), quality: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter(({ tag, quality }) => /^(zh|en)\b/.test(tag) && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  return wanted[0]?.tag.startsWith('zh') ? 'zh-CN' : 'en'
}

/** The language of a request: `?lang=` where a header cannot be set (links, event streams), else `Accept-Language`. */
export function languageOfRequest({ query, headers }: FastifyRequest): Locale {
  const asked = (query as { lang?: unknown } | null)?.lang
  return locales.find((locale) => locale === asked) ?? languageOf(headers['accept-language'])
}
