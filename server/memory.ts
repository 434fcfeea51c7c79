import { totalmem } from 'node:os'

const mebibyte = 2 ** 20
const least = 64 * mebibyte
const units: Readonly<Record<string, number>> = { MB: 1e6, MIB: mebibyte, GB: 1e9, GIB: 2 ** 30 }

/** Bytes that this process may use: the machine's memory, or what a container leaves of it. */
export const availableMemory = (): number => Math.min(totalmem(), process.constrainedMemory() || Infinity)

/**
 * Bytes that a text asks for: a share of the available memory (`40%`) or a size (`512MB`, `4GiB`). Null when it is
 * neither, or less than 64 MiB, with which nothing can be done.
 */
export function memoryOf(text: string, available: number = availableMemory()): number | null {
  const [, amount, unit] = /^(\d{1,6}(?:\.\d{1,3})?)\s*(%|[MG]i?B)$/i.exec(text.trim()) ?? []
  if (amount === undefined || unit === undefined) return null
  if (unit === '%' && Number(amount) > 100) return null
  const bytes =
    unit === '%' ? (available * Number(amount)) / 100 : Number(amount) * units[unit.toUpperCase()]!
  return bytes < least ? null : Math.floor(bytes)
}

/** A number of bytes as DuckDB is told them. */
export const duckdbBytes = (bytes: number): string => `${Math.floor(bytes / mebibyte)}MiB`
