/** Why a record could not be read. Each has a text in both languages in `check/reasons.ts`. */
export type UnreadableCode =
  | 'too_few_fields'
  | 'too_many_fields'
  | 'stray_quote'
  | 'unterminated_quote'
  | 'control_character'
  | 'bad_bytes'
  | 'line_too_long'
  | 'bad_json'

/** Where a reader puts what it finds. */
export interface RecordSink {
  /** Whole records in the normalised form (see `normalised.ts`). The bytes are the sink's to keep. */
  records(bytes: Buffer, count: number): void
  /** A record that cannot be read; `raw` begins with its first line as it stands in the file. */
  reject(line: number, code: UnreadableCode, raw: Buffer): void
  /** A value of this column (from 0) holds a line break. Said at the latest with the record itself. */
  lineBreak(column: number): void
}
