import { format } from '../format.ts'
import type { WorthSettings } from './worth-settings.ts'

/** How CLV is worked out, as messages say it. */
export const worthWords = ({ horizon_months, discount_rate }: WorthSettings) => ({
  months: String(horizon_months),
  rate: format(discount_rate, 'ratio', { digits: Number.isInteger(100 * discount_rate) ? 0 : 1 }),
})
