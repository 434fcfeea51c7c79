import { m } from '../paraglide/messages.js'
import type { Detection } from '../../../queries/loading/plan.ts'

type Choices = readonly { readonly value: string; readonly label: string }[]

/** What can be changed about how a file is read; absent where the format leaves no choice. */
export interface ReadingChoices {
  readonly encodings?: Choices
  readonly delimiters?: Choices
  readonly quotes?: Choices
  readonly sheets?: Choices
  readonly header_rows?: Choices
}

const encodings = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252']
const header_rows = 20

/** The choices for a file; what was detected is always among them. */
export function readingChoices({ format, options, sheets }: Detection): ReadingChoices {
  const text = format === 'delimited' || format === 'json_lines'
  const delimited = format === 'delimited'
  return {
    encodings: text ? withValue(encodings.map(named), options.encoding, named) : undefined,
    delimiters: delimited ? withValue(delimiters(), options.delimiter, named) : undefined,
    quotes: delimited ? withValue(quotes(), options.quote, named) : undefined,
    sheets: sheets?.map((sheet) => ({ value: sheet, label: sheet })),
    header_rows: delimited || format === 'xlsx' ? headerRows() : undefined,
  }
}

const named = (value: string) => ({ value, label: value.toUpperCase() })

function withValue(choices: Choices, value: string | undefined, label: (value: string) => Choices[number]) {
  return value === undefined || choices.some((choice) => choice.value === value)
    ? choices
    : [...choices, label(value)]
}

function delimiters(): Choices {
  return [
    { value: ',', label: m.load_delimiter_comma() },
    { value: '\t', label: m.load_delimiter_tab() },
    { value: ';', label: m.load_delimiter_semicolon() },
    { value: '|', label: m.load_delimiter_bar() },
    { value: '，', label: m.load_delimiter_wide_comma() },
    { value: 'space', label: m.load_delimiter_space() },
  ]
}

function quotes(): Choices {
  return [
    { value: '"', label: '"' },
    { value: "'", label: "'" },
    { value: '', label: m.load_quote_none() },
  ]
}

function headerRows(): Choices {
  const rows = Array.from({ length: header_rows }, (_, index) => String(index + 1))
  return [{ value: '0', label: m.load_header_none() }, ...rows.map((value) => ({ value, label: value }))]
}
