import { isKnownName } from '../map/synonyms.ts'
import type { SampleRecord } from './detect-delimited.ts'

const searched_records = 30
const max_name_length = 200

/** The record, counted from 1, that holds the names; 0 when none looks like it. */
export function findHeader(records: readonly SampleRecord[], width: number): number {
  const titles = records.slice(0, searched_records).findIndex(({ cells }) => {
    const filled = cells.filter((cell) => cell !== null && cell.trim() !== '').length
    return cells.length >= width && filled > width * 0.6
  })
  const header = records[titles]
  return header !== undefined && looksLikeNames(header.cells) ? titles + 1 : 0
}

/** Names that selects of a mapping file find beside the columns. */
const reserved = ['_source', '_line']

/**
 * Names as they are shown and mapped: trimmed, without invisible characters, an empty one numbered, a repeated one
 * (case makes no difference, as in SQL) marked with how often it came before.
 */
export function columnNames(cells: readonly (string | null)[]): string[] {
  const seen = new Map(reserved.map((name) => [name, 1]))
  return cells.map((cell, index) => {
    const name = cleanName(cell ?? '') || `column_${index + 1}`
    const count = (seen.get(name.toLowerCase()) ?? 0) + 1
    seen.set(name.toLowerCase(), count)
    return count === 1 ? name : `${name} (${count})`
  })
}

/** Names that occur more than once among the cells, in lower case. */
export function repeatedNames(cells: readonly (string | null)[]): string[] {
  const names = cells.map((cell) => cleanName(cell ?? '').toLowerCase()).filter((name) => name !== '')
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

function cleanName(cell: string): string {
  const visible = cell.replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
  return visible.replace(/\s+/g, ' ').trim().slice(0, max_name_length)
}

/** Nothing may look like a value, unless half of the names are known ones. */
function looksLikeNames(cells: readonly (string | null)[]): boolean {
  const names = cells.filter((cell) => cell !== null).map(cleanName)
  return !names.some(looksLikeValue) || names.filter(isKnownName).length * 2 >= names.length
}

const looksLikeValue = (text: string) =>
  /^[-+(]?[¥￥$€£]?\d[\d.,:/ -]*[)%]?$/.test(text) ||
  /^\d{4}年|\d{1,2}月|@.+\.|^\d{1,2}-[A-Za-z]{3}-\d/.test(text)
