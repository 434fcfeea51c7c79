import { dayText, quarterStart } from '../world/calendar.ts'
import type { DayNumber } from '../world/calendar.ts'
import type { Books } from './books.ts'
import type { Member } from './member.ts'

/** Lowest first. */
const gradeNames = ['普通会员', '银卡会员', '金卡会员', '钻石会员'] as const

/** Net spending of the last four quarters, in fen, from which each grade is given. */
const thresholds = [0, 60_000, 180_000, 500_000] as const

/** Everyone begins with the lowest grade. */
export function writeFirstGrade(books: Books, member: Member): void {
  write(books, member, member.joined_on)
}

/**
 * The quarter's review: up as far as spending allows, down one step at most. Members who neither bought in the last
 * four quarters nor hold a grade are not reviewed.
 */
export function reviewGrade(books: Books, member: Member, quarter: number): void {
  const spent = member.spentBefore(quarter, 4)
  if (spent <= 0 && member.grade === 0) return
  const earned = thresholds.findLastIndex((from) => spent >= from)
  member.grade = Math.max(earned, member.grade - 1, 0)
  write(books, member, quarterStart(quarter))
}

function write(books: Books, member: Member, day: DayNumber): void {
  books.tables.grades.add(`${member.customer_id},${dayText(day)},${gradeNames[member.grade]}\n`)
}
