import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, difference, lightness, visions } from './colour-vision.ts'

const css = readFileSync(new URL('../../web/lib/tokens.css', import.meta.url), 'utf8')
const block = (selector: string) => css.slice(css.indexOf(`${selector} {`)).split('\n}')[0] ?? ''
const coloursOf = (text: string) =>
  Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]))
const light = coloursOf(block(':root'))
const themes = { light, dark: { ...light, ...coloursOf(block(":root[data-theme='dark']")) } }

const grounds = ['paper', 'paper-raised', 'paper-sunk']
const texts = ['ink', 'ink-soft', 'ink-faint', 'celadon', 'indigo', 'gamboge', 'cinnabar', 'jade']
const numbered = (family: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${family}-${index + 1}`)
const series = numbered('series', 8)

describe.each(Object.entries(themes))('the %s theme', (_, theme) => {
  const colour = (name: string) => theme[name] ?? expect.fail(`no colour --${name}`)

  test('every colour of text can be read on every ground', () => {
    const weak = grounds.flatMap((ground) =>
      texts
        .filter((text) => contrast(colour(text), colour(ground)) < 4.5)
        .map((text) => `${text} on ${ground}`),
    )
    expect(weak).toEqual([])
  })

  test('a tinted ground carries ink and its own pigment', () => {
    for (const pigment of ['celadon', 'indigo', 'gamboge', 'cinnabar']) {
      for (const text of ['ink', 'ink-soft', pigment]) {
        expect(
          contrast(colour(text), colour(`${pigment}-soft`)),
          `${text} on ${pigment}-soft`,
        ).toBeGreaterThan(4.5)
      }
    }
    expect(contrast(colour('on-celadon'), colour('celadon'))).toBeGreaterThan(4.5)
  })

  test('marks, borders of controls and the focus ring stand out from the paper', () => {
    for (const mark of [...series, 'hairline-strong', 'gamboge-mark', 'celadon']) {
      expect(contrast(colour(mark), colour('paper')), mark).toBeGreaterThan(3)
    }
  })

  test.each(Object.entries(visions))('the eight of a series differ with %s vision', (__, vision) => {
    const pairs = series.flatMap((one, index) =>
      series.slice(index + 1).map((other) => [one, other] as const),
    )
    const alike = pairs.filter(([one, other]) => difference(colour(one), colour(other), vision) < 8)
    expect(alike).toEqual([])
  })

  test('neighbours in a series differ in grey print', () => {
    for (const [index, name] of series.slice(1).entries()) {
      expect(
        Math.abs(lightness(colour(name)) - lightness(colour(series[index] as string))),
        name,
      ).toBeGreaterThan(6)
    }
  })

  test('the sequential ramp steps evenly away from the paper', () => {
    const steps = numbered('sequential', 6).map((name) => contrast(colour(name), colour('paper')))
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  })
})
