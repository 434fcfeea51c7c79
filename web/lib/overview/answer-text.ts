import type { Unit } from '../../../queries/metric.ts'
import { chain } from '../chain.svelte.ts'
import { format, formatDay, formatDelta } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { settings } from '../settings.svelte.ts'
import { view } from '../view.svelte.ts'
import type { AnswerFacts, Finding } from './answer.ts'
import { kpis } from './kpis.ts'

/** The page's answer in words. `base` names what is compared with. */
export function answerText(facts: AnswerFacts, base: string): string {
  const parts = [
    headline(facts, base),
    facts.worse.length > 0 ? m.overview_worse({ list: listed(facts.worse) }) : '',
  ]
  const better = facts.better.length > 0 ? m.overview_better({ list: listed(facts.better) }) : ''
  const quiet = facts.quiet ? m.overview_quiet() : ''
  return [...parts, better, quiet].filter(Boolean).join(m.overview_join()) + m.overview_stop()
}

function headline({ headline: { kind, change }, mover }: AnswerFacts, base: string): string {
  if (kind === 'none' || !change) return noSales()
  const value = format(change.value, 'money', { compact: true })
  if (kind === 'alone') return m.overview_headline_alone({ value })
  const delta = formatDelta(change.value, change.base, 'money')?.text ?? ''
  if (kind === 'steady') return m.overview_headline_steady({ value, base, delta })
  const size = delta.replace(/^[+−]/, '')
  const text =
    kind === 'up'
      ? m.overview_headline_up({ value, base, delta: size })
      : m.overview_headline_down({ value, base, delta: size })
  return text + moverText(mover)
}

function noSales(): string {
  const first_day = chain.facts?.first_day
  return first_day && view.ranges.current.to < first_day
    ? m.overview_headline_before({ day: formatDay(first_day) })
    : m.overview_headline_none()
}

function moverText(mover: AnswerFacts['mover']): string {
  if (!mover) return ''
  const contribution = format(mover.contribution, 'money', { compact: true, signed: true })
  return m.overview_mover({ label: mover.label, contribution })
}

function listed(findings: readonly Finding[]): string {
  const words = findings.map(({ id, change }) => {
    const kpi = kpis.find((one) => one.id === id)!
    const delta = formatDelta(change.value, change.base, kpi.unit as Unit)
    return m.overview_finding({ name: inSentence(kpi.title[settings.locale]), delta: delta?.text ?? '' })
  })
  return new Intl.ListFormat(settings.locale, { type: 'conjunction' }).format(words)
}

/** A name as it stands within a sentence: without the capital it begins with, unless it is an abbreviation. */
function inSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}
