import { momentText } from '../world/calendar.ts'
import type { Moment } from '../world/calendar.ts'
import type { Books } from './books.ts'
import type { MarketingChannel, Member } from './member.ts'

/** Share of members who allow each channel when they join, and who say no to it. */
const asked: readonly (readonly [MarketingChannel, granted: number, refused: number])[] = [
  ['sms', 0.74, 0.08],
  ['wecom', 0.55, 0.06],
  ['phone', 0.22, 0.12],
  ['mail', 0.14, 0.02],
]

/** What the member allows when joining. */
export function consentAtJoining(books: Books, member: Member): void {
  const source = member.habits.channel.name === '小程序' ? '小程序注册' : '入会登记'
  for (const [channel, granted, refused] of asked) {
    const u = member.random.next()
    if (u < granted) grant(books, member, channel, member.joined_at, source)
    else if (u < granted + refused) write(books, member, channel, member.joined_at, false, source)
  }
}

function grant(books: Books, member: Member, channel: MarketingChannel, at: Moment, source: string): void {
  member.consents.add(channel)
  write(books, member, channel, at, true, source)
}

/** The member replies with a farewell to a message. */
export function withdrawConsent(books: Books, member: Member, channel: MarketingChannel, at: Moment): void {
  member.consents.delete(channel)
  write(books, member, channel, at, false, channel === 'sms' ? '短信退订' : '企业微信退订')
}

function write(books: Books, member: Member, channel: string, at: Moment, granted: boolean, source: string) {
  const when = momentText(at).replace(' ', 'T')
  books.tables.consents.add(`${member.customer_id},${channel},${when}+08:00,${granted},${source}\n`)
}
