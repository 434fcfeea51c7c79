import type { Change } from './change.ts'
import type { KpiId } from './kpi.ts'

/** A key figure and how it changed. */
export interface Finding {
  readonly id: KpiId
  readonly change: Change
}

/** The largest part of the change in net sales. */
export interface Mover {
  readonly label: string
  readonly contribution: number
}

/** The page's question answered: what happened to sales, who moved them, what else changed. Facts only; words come later. */
export interface AnswerFacts {
  readonly headline: {
    readonly kind: 'up' | 'down' | 'steady' | 'alone' | 'none'
    readonly change: Change | null
  }
  /** Null when no member explains a good part of the change in its direction. */
  readonly mover: (Mover & { readonly share: number }) | null
  /** At most two each, largest first. */
  readonly better: readonly Finding[]
  readonly worse: readonly Finding[]
  /** Figures were compared and none of them changed. */
  readonly quiet: boolean
}

const leastShare = 0.25

/**
 * Answers "how are we doing" from the changes of all figures against one base. Changes that may be chance are not
 * mentioned; without any the answer is neutral.
 */
export function answerFacts(findings: readonly Finding[], movers: readonly Mover[]): AnswerFacts {
  const sales = findings.find(({ id }) => id === 'net_sales')?.change ?? null
  const others = findings.filter(({ id }) => id !== 'net_sales')
  const having = (verdict: 'better' | 'worse') =>
    others.filter(({ change }) => change.verdict === verdict).sort((a, b) => b.change.size - a.change.size)
  const better = having('better').slice(0, 2)
  const worse = having('worse').slice(0, 2)
  const compared = others.some(({ change }) => change.verdict !== 'unknown')
  return {
    headline: { kind: headlineOf(sales), change: sales },
    mover: sales && headlineOf(sales) !== 'steady' ? moverOf(sales, movers) : null,
    better,
    worse,
    quiet: compared && better.length === 0 && worse.length === 0,
  }
}

function headlineOf(sales: Change | null): AnswerFacts['headline']['kind'] {
  if (sales === null || sales.value === null) return 'none'
  if (sales.base === null) return 'alone'
  if (sales.verdict === 'steady') return 'steady'
  return sales.value > sales.base ? 'up' : 'down'
}

function moverOf(sales: Change, movers: readonly Mover[]): AnswerFacts['mover'] {
  if (sales.value === null || sales.base === null || movers.length < 2) return null
  const total = sales.value - sales.base
  const [first] = movers
    .filter(({ contribution }) => Math.sign(contribution) === Math.sign(total))
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  const share = first ? first.contribution / total : 0
  return first && share >= leastShare ? { ...first, share } : null
}
