import type { FieldClass } from '../../../queries/tables.ts'
import { m } from '../paraglide/messages.js'

/** Classes of fields in the order in which the page shows them. */
export const fieldClasses: readonly FieldClass[] = ['static', 'quarterly', 'real_time', 'generated']

/** What a class of fields is called. */
export const fieldClassTitles: Readonly<Record<FieldClass, () => string>> = {
  static: m.data_class_static,
  quarterly: m.data_class_quarterly,
  real_time: m.data_class_real_time,
  generated: m.data_class_generated,
}

/** How often a class of fields must be looked at, in a sentence. */
export const fieldClassNotes: Readonly<Record<FieldClass, () => string>> = {
  static: m.data_class_static_note,
  quarterly: m.data_class_quarterly_note,
  real_time: m.data_class_real_time_note,
  generated: m.data_class_generated_note,
}
