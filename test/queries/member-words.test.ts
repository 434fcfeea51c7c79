import { expect, it } from 'vitest'
import { knownWords } from '../../queries/member-words.ts'

it('common names of channels and grades are told in the reader’s language, however they are written', () => {
  expect(knownWords('channel', 'store', 'zh-CN')).toBe('门店')
  expect(knownWords('channel', ' Mini-Program ', 'zh-CN')).toBe('小程序')
  expect(knownWords('channel', '线上', 'en')).toBe('Online')
  expect(knownWords('grade', '金卡会员', 'en')).toBe('Gold')
  expect(knownWords('grade', 'GOLD', 'zh-CN')).toBe('金卡会员')
})

it('grades that a chain tells apart stay apart, and a name in the reader’s own characters stands as it is', () => {
  const grades = ['regular', 'basic', 'standard', 'registered']
  expect(new Set(grades.map((grade) => knownWords('grade', grade, 'en'))).size).toBe(4)
  expect(knownWords('grade', '注册会员', 'zh-CN')).toBeNull()
  expect(knownWords('grade', '金卡', 'zh-CN')).toBeNull()
})

it('a name of the chain’s own stays as it is, and a word means only what its dimension means', () => {
  expect(knownWords('grade', '老街坊', 'en')).toBeNull()
  expect(knownWords('store', 'store', 'zh-CN')).toBeNull()
  expect(knownWords('grade', 'constructor', 'en')).toBeNull()
})
