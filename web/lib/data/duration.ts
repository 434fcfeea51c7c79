import { m } from '../paraglide/messages.js'

/** A time still to go in words: seconds below a minute and a half, minutes below an hour and a half, else hours. */
export function durationText(seconds: number): string {
  if (seconds < 90) return m.load_seconds({ count: Math.max(1, Math.round(seconds)) })
  if (seconds < 90 * 60) return m.load_minutes({ count: Math.round(seconds / 60) })
  return m.load_hours({ count: Math.round(seconds / 3600) })
}
