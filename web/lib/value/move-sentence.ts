import { compared } from '../../../queries/value/rfm.ts'
import { formatDay } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { leftOut } from '../view-state.ts'
import { valueName } from './names.ts'

interface Moved {
  readonly count: number
  readonly customers: string
  readonly to: string
  readonly of: string
  readonly into: string
  readonly own: (name: string) => string | null
}

/** Who moved between two groups, left or joined one, or was in it on one of the two days, in words. */
export function moveSentence({ of, into, own, ...inputs }: Moved): string {
  const day = formatDay(own('base_to') ?? compared.base_to.default)
  if (into === '') return m.value_sentence_was({ ...inputs, day, group: valueName(of) })
  if (of === '') return m.value_sentence_was({ ...inputs, day: inputs.to, group: valueName(into) })
  if (into === leftOut(of)) return m.value_sentence_left({ ...inputs, day, group: valueName(of) })
  if (of === leftOut(into)) return m.value_sentence_joined({ ...inputs, day, group: valueName(into) })
  return m.customers_sentence_value_move({ ...inputs, group: valueName(of), target: valueName(into) })
}
