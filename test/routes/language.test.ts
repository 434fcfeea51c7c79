import { expect, it } from 'vitest'
import { languageOf } from '../../server/routes/language.ts'

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-Hant-TW', 'zh-CN'],
  ['en-US,en;q=0.9,zh;q=0.8', 'en'],
  ['de,zh;q=0.5', 'zh-CN'],
  ['en;q=0.3, zh;q=0.7', 'zh-CN'],
  ['zh;q=0, en', 'en'],
  ['fr, ja', 'en'],
  [';;;,,q=', 'en'],
])('Accept-Language %j is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language)
})
