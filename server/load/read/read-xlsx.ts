import { basename } from 'node:path'
import { ProductError } from '../../errors.ts'
import { damagedFile } from './open-bytes.ts'
import { attribute, xmlEvents, type XmlEvent } from './xml.ts'
import { cellText, dateStyles, type CellFormat } from './xlsx-cells.ts'
import { openZip, type Zip } from './zip.ts'

const max_shared_characters = 300e6
const max_columns = 16_384

/** A row of a sheet that has at least one filled cell. */
export interface SheetRow {
  /** As the workbook counts, from 1. */
  readonly line: number
  readonly cells: readonly (string | null)[]
}

/** An open workbook; its sheets are read row by row. */
export interface Workbook {
  /** Visible sheets in their order. */
  readonly sheets: readonly string[]
  rows(sheet: string): AsyncIterable<SheetRow>
  /** Rows the sheet says it has, blank ones included; null when it does not say. */
  claimedRows(sheet: string): Promise<number | null>
  close(): Promise<void>
}

/** Opens an .xlsx file. Throws `damaged_file`, `decompression_bomb`, `unknown_sheet`. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const zip = await openZip(path)
  try {
    const parts = await readParts(path, zip)
    return {
      sheets: [...parts.sheets.keys()],
      rows: (sheet) => sheetRows(path, zip, parts, sheet),
      claimedRows: (sheet) => claimedRows(zip, sheetPart(path, parts, sheet)),
      close: () => zip.close(),
    }
  } catch (error) {
    await zip.close()
    throw asDamage(path, error)
  }
}

interface Parts {
  /** Name of a sheet → its part of the archive. */
  readonly sheets: ReadonlyMap<string, string>
  readonly shared: readonly string[]
  readonly formats: readonly CellFormat[]
  readonly from_1904: boolean
}

async function readParts(path: string, zip: Zip): Promise<Parts> {
  const targets = new Map<string, string>()
  for await (const { name, attributes } of opens(zip, 'xl/_rels/workbook.xml.rels'))
    if (name === 'Relationship') targets.set(attribute(attributes, 'Id') ?? '', partName(attributes))
  const sheets = new Map<string, string>()
  let from_1904 = false
  for await (const { name, attributes } of opens(zip, 'xl/workbook.xml')) {
    const part = targets.get(/(?:^|\s)\w+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '')
    const visible = (attribute(attributes, 'state') ?? 'visible') === 'visible'
    if (name === 'sheet' && part !== undefined && visible)
      sheets.set(attribute(attributes, 'name') ?? part, part)
    if (name === 'workbookPr') from_1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '')
  }
  const shared = zip.names.includes('xl/sharedStrings.xml') ? await readShared(path, zip) : []
  const formats = zip.names.includes('xl/styles.xml') ? await readFormats(zip) : []
  return { sheets, shared, formats, from_1904 }
}

function partName(attributes: string): string {
  const target = attribute(attributes, 'Target') ?? ''
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

async function* opens(zip: Zip, part: string): AsyncGenerator<XmlEvent & { kind: 'open' }> {
  for await (const events of xmlEvents(zip.read(part)))
    for (const event of events) if (event.kind === 'open') yield event
}

async function readFormats(zip: Zip): Promise<CellFormat[]> {
  const codes = new Map<number, string>()
  const ids: number[] = []
  let inside = false
  for await (const events of xmlEvents(zip.read('xl/styles.xml')))
    for (const event of events) {
      if (event.kind !== 'text' && event.name === 'cellXfs') inside = event.kind === 'open'
      if (event.kind !== 'open') continue
      const id = Number(attribute(event.attributes, 'numFmtId') ?? 0)
      if (event.name === 'numFmt') codes.set(id, attribute(event.attributes, 'formatCode') ?? '')
      if (inside && event.name === 'xf') ids.push(id)
    }
  return dateStyles(ids, codes)
}

async function readShared(path: string, zip: Zip): Promise<string[]> {
  const shared: string[] = []
  const text = new TextCollector()
  let characters = 0
  for await (const events of xmlEvents(zip.read('xl/sharedStrings.xml')))
    for (const event of events) {
      text.take(event)
      if (event.kind !== 'close' || event.name !== 'si') continue
      const value = text.end()
      characters += value.length
      if (characters > max_shared_characters)
        throw new ProductError('workbook_too_large', { file: basename(path) })
      shared.push(value)
    }
  return shared
}

/** Collects the `t` parts of a rich text, without the pronunciation that Asian texts may carry. */
class TextCollector {
  #text = ''
  #inside = false
  #phonetic = false

  take(event: XmlEvent): void {
    if (event.kind === 'text') {
      if (this.#inside && !this.#phonetic) this.#text += event.text
      return
    }
    if (event.name === 't') this.#inside = event.kind === 'open'
    if (event.name === 'rPh') this.#phonetic = event.kind === 'open'
  }

  end(): string {
    const text = this.#text
    this.#text = ''
    return text
  }
}

function sheetPart(path: string, { sheets }: Parts, sheet: string): string {
  const part = sheets.get(sheet)
  if (part !== undefined) return part
  throw new ProductError('unknown_sheet', {
    file: basename(path),
    sheet,
    known: [...sheets.keys()].join(', '),
  })
}

async function claimedRows(zip: Zip, part: string): Promise<number | null> {
  for await (const { name, attributes } of opens(zip, part)) {
    const ref = /:[A-Z]+(\d+)/.exec(attributes)?.[1]
    if (name === 'dimension' && ref !== undefined) return Number(ref)
    if (name === 'row') return null
  }
  return null
}

async function* sheetRows(path: string, zip: Zip, parts: Parts, sheet: string): AsyncGenerator<SheetRow> {
  const part = sheetPart(path, parts, sheet)
  const reader = new RowReader(parts)
  try {
    for await (const events of xmlEvents(zip.read(part)))
      for (const event of events) {
        const row = reader.take(event)
        if (row !== null) yield row
      }
  } catch (error) {
    throw asDamage(path, error)
  }
}

class RowReader {
  readonly #parts: Parts
  readonly #inline = new TextCollector()
  #cells: (string | null)[] = []
  #line = 0
  #column = 0
  #type = 'n'
  #style = 0
  #value: string | null = null
  #inValue = false
  #filled = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Takes the next piece; gives a row when one has ended that is not blank. */
  take(event: XmlEvent): SheetRow | null {
    this.#inline.take(event)
    if (event.kind === 'text') {
      if (this.#inValue) this.#value = (this.#value ?? '') + event.text
      return null
    }
    if (event.name === 'v') this.#inValue = event.kind === 'open'
    if (event.name === 'row') return event.kind === 'open' ? this.#beginRow(event.attributes) : this.#endRow()
    if (event.name === 'c') return event.kind === 'open' ? this.#beginCell(event.attributes) : this.#endCell()
    return null
  }

  #beginRow(attributes: string): null {
    this.#line = Number(attribute(attributes, 'r') ?? this.#line + 1)
    this.#cells = []
    this.#column = -1
    this.#filled = false
    return null
  }

  #endRow(): SheetRow | null {
    return this.#filled ? { line: this.#line, cells: this.#cells } : null
  }

  #beginCell(attributes: string): null {
    const letters = /\br\s*=\s*["']([A-Z]{1,3})\d/.exec(attributes)?.[1]
    this.#column = letters === undefined ? this.#column + 1 : columnIndex(letters)
    this.#type = attribute(attributes, 't') ?? 'n'
    this.#style = Number(attribute(attributes, 's') ?? 0)
    this.#value = null
    this.#inline.end()
    return null
  }

  #endCell(): null {
    const { shared, formats, from_1904 } = this.#parts
    const inline = this.#inline.end()
    if (this.#column >= max_columns) throw new Error('a row has too many columns')
    const value = this.#type === 'inlineStr' ? inline : this.#value
    const text =
      value === null ? null : cellText(this.#type, value, { shared, format: formats[this.#style], from_1904 })
    if (text === null || text.trim() === '') return null
    while (this.#cells.length < this.#column) this.#cells.push(null)
    this.#cells[this.#column] = text
    this.#filled = true
    return null
  }
}

function columnIndex(letters: string): number {
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

function asDamage(path: string, error: unknown): unknown {
  return error instanceof ProductError || (error as Error).name === 'AbortError'
    ? error
    : damagedFile(path, 'workbook', error)
}
