import { dimensions } from '../view-state.ts'
import type { Dimension } from '../view-state.ts'

/** More lines than this are hard to tell apart. */
export const most_compared = 4

/** Members of one dimension that stand side by side. */
export interface ComparedMembers {
  readonly dimension: Dimension
  readonly members: readonly string[]
}

/** Reads the compared members from the address: `store:S001|S004`; null when it names none. */
export function readCompared(text: string | null): ComparedMembers | null {
  const at = text?.indexOf(':') ?? -1
  const dimension = dimensions.find((name) => name === text?.slice(0, at))
  if (!text || !dimension) return null
  const members = [
    ...new Set(
      text
        .slice(at + 1)
        .split('|')
        .filter(Boolean)
        .map(unescaped),
    ),
  ]
  return members.length > 0 ? { dimension, members: members.slice(0, most_compared) } : null
}

/** Writes them into the address; null for none. */
export function writeCompared(compared: ComparedMembers | null): string | null {
  if (compared === null || compared.members.length === 0) return null
  return `${compared.dimension}:${compared.members.map(escaped).join('|')}`
}

/** The members after one more was chosen, or one of them again, which leaves; one of another dimension begins anew, and a fifth replaces the oldest. */
export function withCompared(
  now: ComparedMembers | null,
  dimension: Dimension,
  member: string,
): ComparedMembers | null {
  const members = now?.dimension === dimension ? now.members : []
  const next = members.includes(member)
    ? members.filter((one) => one !== member)
    : [...members, member].slice(-most_compared)
  return next.length > 0 ? { dimension, members: next } : null
}

const escaped = (member: string) => member.replaceAll('%', '%25').replaceAll('|', '%7C')
const unescaped = (text: string) => text.replaceAll('%7C', '|').replaceAll('%25', '%')
