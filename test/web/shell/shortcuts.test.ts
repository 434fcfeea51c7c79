import { expect, test } from 'vitest'
import { Shortcuts } from '../../../web/lib/shell/shortcuts.ts'

const key = (name: string, modifiers = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
})

const pages = [
  { path: '/', key: 'o' },
  { path: '/data', key: 'd' },
] as const

test('a single key does its work at once', () => {
  const shortcuts = new Shortcuts(pages)
  expect(['?', '/', 'Escape', 'x'].map((name) => shortcuts.press(key(name), 0, false))).toEqual([
    'keys',
    'filters',
    'clear',
    null,
  ])
})

test('g and then a letter goes to a page', () => {
  const shortcuts = new Shortcuts(pages)
  expect(shortcuts.press(key('g'), 0, false)).toBeNull()
  expect(shortcuts.press(key('d'), 1000, false)).toBe('/data')
  expect(shortcuts.press(key('d'), 1001, false)).toBeNull()
})

test('a second after g it is too late', () => {
  const shortcuts = new Shortcuts(pages)
  shortcuts.press(key('g'), 0, false)
  expect(shortcuts.press(key('o'), 1001, false)).toBeNull()
})

test('keys typed into a field or with a modifier do nothing', () => {
  const shortcuts = new Shortcuts(pages)
  expect(shortcuts.press(key('/'), 0, true)).toBeNull()
  expect(shortcuts.press(key('/', { ctrlKey: true }), 0, false)).toBeNull()
})
