import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { messageProblems } from '../../web/lib/i18n/message-problems.ts'

const folder = new URL('../../web/messages/', import.meta.url)
const read = (path: string) =>
  JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as Record<string, unknown>
const catalogue = readdirSync(folder).flatMap((locale) =>
  readdirSync(new URL(locale, folder)).map((file) => ({ locale, file, texts: read(`${locale}/${file}`) })),
)
const pair = (zh: Record<string, string>, en: Record<string, string>) => [
  { locale: 'zh-CN', file: 'a.json', texts: zh },
  { locale: 'en', file: 'a.json', texts: en },
]

describe('messages', () => {
  test('exist in both languages with the same placeholders', () => {
    expect(catalogue.length).toBeGreaterThan(0)
    expect(messageProblems(catalogue)).toEqual([])
  })

  test('are all known to the compiler', () => {
    const settings = JSON.parse(readFileSync(new URL('../project.inlang/settings.json', folder), 'utf8'))
    const patterns = settings['plugin.inlang.messageFormat'].pathPattern as string[]
    expect(patterns.map((one) => one.split('/').at(-1)).sort()).toEqual(
      [...new Set(catalogue.map((one) => one.file))].sort(),
    )
  })

  test('that one language lacks are a problem', () => {
    expect(messageProblems(pair({ hello: '你好' }, {}))).toEqual(['en/a.json has no text for "hello"'])
    expect(messageProblems(pair({ hello: '' }, { hello: 'Hello' }))).toEqual([
      'zh-CN/a.json has no text for "hello"',
    ])
  })

  test('with different placeholders are a problem', () => {
    expect(messageProblems(pair({ hello: '你好 {name}' }, { hello: 'Hello' }))).toEqual([
      'a.json: "hello" has different placeholders in each language',
    ])
  })

  test('that two topics both define are a problem', () => {
    const twice = [
      ...pair({ hello: '你好' }, { hello: 'Hello' }),
      { locale: 'zh-CN', file: 'b.json', texts: { hello: '喂' } },
    ]
    expect(messageProblems([...twice, { locale: 'en', file: 'b.json', texts: { hello: 'Hi' } }])).toEqual([
      '"hello" stands in both a.json and b.json',
    ])
  })
})
