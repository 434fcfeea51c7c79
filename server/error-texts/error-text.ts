import type { Locale } from '../../queries/metric.ts'

export type ErrorParams = Readonly<Record<string, string | number>>
type Say = (params: ErrorParams) => string

/** The HTTP status of an error, and what it says in each language. */
export type ErrorText = Readonly<Record<Locale, Say>> & { readonly status: number }

export const text = (status: number, en: Say, zh: Say): ErrorText => ({ status, en, 'zh-CN': zh })
