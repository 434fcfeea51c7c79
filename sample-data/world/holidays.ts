import { lunarDay } from '../../queries/lunar-day.ts'
import { springFestival } from '../../queries/spring-festival.ts'
import { dayNumber, dayText } from './calendar.ts'

/** A day off, or a weekend day on which people work. */
export interface Holiday {
  readonly date: string
  readonly name: string
  /** True for a weekend day on which people work to make up for a long holiday. */
  readonly is_working: boolean
}

interface Schedule {
  /** Name, first and last day off. */
  readonly off: readonly (readonly [string, string, string])[]
  readonly working: readonly string[]
}

/** As announced each year by the General Office of the State Council (国务院办公厅关于部分节假日安排的通知). */
const announced: Readonly<Record<number, Schedule>> = {
  2023: {
    off: [
      ['元旦', '2023-01-01', '2023-01-02'],
      ['春节', '2023-01-21', '2023-01-27'],
      ['清明节', '2023-04-05', '2023-04-05'],
      ['劳动节', '2023-04-29', '2023-05-03'],
      ['端午节', '2023-06-22', '2023-06-24'],
      ['中秋节、国庆节', '2023-09-29', '2023-10-06'],
    ],
    working: [
      '2023-01-28',
      '2023-01-29',
      '2023-04-23',
      '2023-05-06',
      '2023-06-25',
      '2023-10-07',
      '2023-10-08',
    ],
  },
  2024: {
    off: [
      ['元旦', '2024-01-01', '2024-01-01'],
      ['春节', '2024-02-10', '2024-02-17'],
      ['清明节', '2024-04-04', '2024-04-06'],
      ['劳动节', '2024-05-01', '2024-05-05'],
      ['端午节', '2024-06-08', '2024-06-10'],
      ['中秋节', '2024-09-15', '2024-09-17'],
      ['国庆节', '2024-10-01', '2024-10-07'],
    ],
    working: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
  },
  2025: {
    off: [
      ['元旦', '2025-01-01', '2025-01-01'],
      ['春节', '2025-01-28', '2025-02-04'],
      ['清明节', '2025-04-04', '2025-04-06'],
      ['劳动节', '2025-05-01', '2025-05-05'],
      ['端午节', '2025-05-31', '2025-06-02'],
      ['国庆节、中秋节', '2025-10-01', '2025-10-08'],
    ],
    working: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  2026: {
    off: [
      ['元旦', '2026-01-01', '2026-01-03'],
      ['春节', '2026-02-15', '2026-02-23'],
      ['清明节', '2026-04-04', '2026-04-06'],
      ['劳动节', '2026-05-01', '2026-05-05'],
      ['端午节', '2026-06-19', '2026-06-21'],
      ['中秋节', '2026-09-25', '2026-09-27'],
      ['国庆节', '2026-10-01', '2026-10-07'],
    ],
    working: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
}

/** Public holidays and make-up working days of one year, in order; years not announced here follow the statutory days. */
export function holidaysOf(year: number): Holiday[] {
  const { off, working } = announced[year] ?? statutory(year)
  const days = new Map<string, Holiday>()
  for (const [name, first, last] of off)
    for (const date of daysFrom(first, last)) days.set(date, { date, name, is_working: false })
  for (const date of working) days.set(date, { date, name: '调休上班', is_working: true })
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}

function statutory(year: number): Schedule {
  const eve = dayText(dayNumber(springFestival(year)) - 1)
  const dragon_boat = lunarDay(year, 5, 5)
  const mid_autumn = lunarDay(year, 8, 15)
  return {
    off: [
      ['元旦', `${year}-01-01`, `${year}-01-01`],
      ['春节', eve, dayText(dayNumber(eve) + 7)],
      ['清明节', `${year}-04-04`, `${year}-04-05`],
      ['劳动节', `${year}-05-01`, `${year}-05-05`],
      ['端午节', dragon_boat, dragon_boat],
      ['中秋节', mid_autumn, mid_autumn],
      ['国庆节', `${year}-10-01`, `${year}-10-07`],
    ],
    working: [],
  }
}

function daysFrom(first: string, last: string): string[] {
  const start = dayNumber(first)
  return Array.from({ length: dayNumber(last) - start + 1 }, (_, i) => dayText(start + i))
}
