import { readFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, matchesGlob } from 'node:path'
import { isMap, isScalar, type Node } from 'yaml'
import { tableNames, type TableName } from '../../../queries/tables.ts'
import { ProductError } from '../../errors.ts'
import {
  default_max_reject_share,
  type Plan,
  type ScaleBounds,
  type Source,
  type SourceOptions,
  type TablePlan,
} from '../../../queries/loading/plan.ts'
import { expandInputs } from '../read/expand-inputs.ts'
import { mappableFields } from '../../../queries/inputs.ts'
import { YamlReader, type Entries } from './yaml-reader.ts'

/**
 * Reads a mapping file: YAML that names sources by the patterns of their files and says for each canonical table which
 * columns, or which select over the sources, fill it. Patterns are matched against `files` when given, else they are
 * looked for beside the mapping file. `time_zone` is the chain's, for a file that names none.
 *
 * Throws `bad_mapping_file` with the line of the first thing that is wrong.
 */
export async function readMappingFile(
  path: string,
  files?: readonly string[],
  time_zone?: string,
): Promise<Plan> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new ProductError('file_missing', { path }, { cause: error }) : error
  })
  const reader = new MappingReader(path, text)
  return reader.plan(files, time_zone)
}

class MappingReader {
  readonly #path: string
  readonly #yaml: YamlReader

  constructor(path: string, text: string) {
    this.#path = path
    this.#yaml = new YamlReader(path, text)
  }

  async plan(files: readonly string[] | undefined, chain_zone: string | undefined): Promise<Plan> {
    const root = this.#yaml.entries(this.#yaml.root, 'the file', [
      'name',
      'time_zone',
      'max_reject_share',
      'sources',
      'tables',
      'scale',
    ])
    const tables = this.#tables(root)
    const sources = await this.#sources(root, files)
    for (const { node, source } of tables.sources)
      if (!sources.some(({ name }) => name === source))
        throw this.#yaml.wrong(node, `there is no source “${source}”`)
    const time_zone = this.#zone(root.get('time_zone')?.value) ?? chain_zone
    if (time_zone === undefined) throw this.#yaml.wrong(null, 'time_zone is missing')
    const scale = this.#scale(root)
    return {
      sources,
      tables: tables.plans,
      time_zone,
      max_reject_share: this.#share(root.get('max_reject_share')?.value),
      mapping_name: root.has('name')
        ? this.#yaml.text(root.get('name')!.value, 'name')
        : basename(this.#path).replace(/\.ya?ml$/i, ''),
      ...(scale && { scale }),
    }
  }

  async #sources(root: Entries, files: readonly string[] | undefined): Promise<Source[]> {
    const found: Source[] = []
    for (const [name, { key, value }] of this.#yaml.required(root, 'sources')) {
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
        throw this.#yaml.wrong(key, `“${name}” is not a name: use letters, digits and _`)
      const entries = isMap(value)
        ? this.#yaml.entries(value, `source ${name}`, [
            'files',
            'encoding',
            'delimiter',
            'quote',
            'header_row',
            'columns',
            'sheet',
            'time_zone',
            'day_order',
          ])
        : new Map([['files', { key, value }]])
      const patterns = this.#yaml.texts(entries.get('files')?.value ?? null, key, `files of source ${name}`)
      const paths = await this.#find(patterns, files, entries.get('files')?.value ?? key)
      found.push({ name, paths, options: this.#options(entries) })
    }
    return found
  }

  async #find(
    patterns: readonly string[],
    files: readonly string[] | undefined,
    node: Node | null,
  ): Promise<string[]> {
    if (files !== undefined) {
      const fits = (path: string) =>
        patterns.some(
          (pattern) =>
            matchesGlob(basename(path), pattern) ||
            matchesGlob(path, pattern) ||
            matchesGlob(path, `**/${pattern}`),
        )
      const paths = files.filter(fits)
      if (paths.length === 0)
        throw this.#yaml.wrong(node, `none of the files given matches ${patterns.join(', ')}`)
      return paths
    }
    const folder = dirname(this.#path)
    try {
      return await expandInputs(
        patterns.map((pattern) => (isAbsolute(pattern) ? pattern : join(folder, pattern))),
      )
    } catch (error) {
      if (error instanceof ProductError)
        throw this.#yaml.wrong(node, `no file matches ${patterns.join(', ')} in ${folder}`)
      throw error
    }
  }

  #options(entries: Entries): SourceOptions {
    const text = (name: string) => {
      const found = entries.get(name)
      return found === undefined ? {} : { [name]: this.#yaml.text(found.value, name) }
    }
    const header = entries.get('header_row')
    const columns = entries.get('columns')
    const day_order = entries.get('day_order')
    const zone = this.#zone(entries.get('time_zone')?.value)
    return {
      ...text('encoding'),
      ...this.#delimiter(entries.get('delimiter')?.value),
      ...text('quote'),
      ...text('sheet'),
      ...(zone !== undefined && { time_zone: zone }),
      ...(header && { header_row: this.#yaml.count(header.value, 'header_row') }),
      ...(columns && { columns: this.#yaml.texts(columns.value, columns.key, 'columns') }),
      ...(day_order && { day_order: this.#dayOrder(day_order.value) }),
    }
  }

  #delimiter(node: Node | null | undefined): SourceOptions {
    if (node === undefined) return {}
    const delimiter = this.#yaml.text(node, 'delimiter')
    if (delimiter.length !== 1 && delimiter !== 'space')
      throw this.#yaml.wrong(node, 'delimiter is one character in quotes, such as ";" or "\\t", or space')
    return { delimiter }
  }

  #dayOrder(node: Node | null): Record<string, 'dmy' | 'mdy'> {
    const orders: Record<string, 'dmy' | 'mdy'> = {}
    for (const [column, { value }] of this.#yaml.entries(node, 'day_order')) {
      const order = this.#yaml.text(value, `day_order of ${column}`)
      if (order !== 'dmy' && order !== 'mdy')
        throw this.#yaml.wrong(value, `day_order is dmy or mdy, not “${order}”`)
      orders[column] = order
    }
    return orders
  }

  #tables(root: Entries) {
    const plans: TablePlan[] = []
    const sources: { node: Node | null; source: string }[] = []
    for (const [name, { key, value }] of this.#yaml.required(root, 'tables')) {
      if (!(tableNames as string[]).includes(name))
        throw this.#yaml.wrong(key, `there is no table “${name}”; the tables are ${tableNames.join(', ')}`)
      const plan = this.#table(name as TableName, key, value)
      plans.push(plan)
      if (plan.source !== undefined)
        sources.push({
          node: isMap(value) ? this.#yaml.entries(value, name).get('source')!.value : key,
          source: plan.source,
        })
    }
    return { plans, sources }
  }

  #table(table: TableName, key: Node, value: Node | null): TablePlan {
    if (isScalar(value)) return { table, sql: this.#sql(value, table) }
    const entries = this.#yaml.entries(value, `table ${table}`, [
      'sql',
      'source',
      'columns',
      'constants',
      'repeated',
    ])
    const sql = entries.get('sql')
    if ((sql === undefined) === (entries.get('source') === undefined))
      throw this.#yaml.wrong(key, `table ${table} needs either sql or source and columns`)
    const constants = this.#fields(entries, table, 'constants')
    const repeated = entries.get('repeated')
    return {
      table,
      ...(sql
        ? { sql: this.#sql(sql.value, table) }
        : {
            source: this.#yaml.text(entries.get('source')!.value, 'source'),
            columns: this.#fields(entries, table, 'columns') ?? {},
          }),
      ...(constants && { constants }),
      ...(repeated && { repeated: this.#yaml.flag(repeated.value, 'repeated') }),
    }
  }

  #sql(node: Node | null, table: string): string {
    const sql = this.#yaml.text(node, `sql of ${table}`).trim().replace(/;$/, '')
    if (!/^(\s|--.*\n|\/\*[\s\S]*?\*\/)*(select|with|from)\b/i.test(sql))
      throw this.#yaml.wrong(node, `sql of ${table} is not a select`)
    return sql
  }

  #fields(
    entries: Entries,
    table: TableName,
    name: 'columns' | 'constants',
  ): Record<string, string> | undefined {
    const found = entries.get(name)
    if (found === undefined) return undefined
    const known = mappableFields(table)
    const fields: Record<string, string> = {}
    for (const [field, { key, value }] of this.#yaml.entries(found.value, `${name} of ${table}`)) {
      if (!Object.hasOwn(known, field))
        throw this.#yaml.wrong(
          key,
          `table ${table} has no field “${field}”; its fields are ${Object.keys(known).join(', ')}`,
        )
      fields[field] = this.#yaml.text(value, field)
    }
    return fields
  }

  #scale(root: Entries): Record<string, ScaleBounds> | undefined {
    const found = root.get('scale')
    if (found === undefined) return undefined
    const scale: Record<string, ScaleBounds> = {}
    for (const [item, { key, value }] of this.#yaml.entries(found.value, 'scale')) {
      const bounds = this.#yaml.entries(value, `scale of ${item}`, ['min', 'max'])
      const min = this.#yaml.number(bounds.get('min')?.value ?? null, key, 'min')
      const max = this.#yaml.number(bounds.get('max')?.value ?? null, key, 'max')
      if (min >= max) throw this.#yaml.wrong(key, `scale of ${item}: min must be below max`)
      scale[item] = { min, max }
    }
    return scale
  }

  #share(node: Node | null | undefined): number {
    if (node === undefined) return default_max_reject_share
    const value = isScalar(node) ? node.value : null
    if (typeof value !== 'number' || value < 0 || value > 1)
      throw this.#yaml.wrong(node, 'max_reject_share must be a number from 0 to 1')
    return value
  }

  #zone(node: Node | null | undefined): string | undefined {
    if (node === undefined) return undefined
    const zone = this.#yaml.text(node, 'time_zone')
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone })
      return zone
    } catch {
      throw this.#yaml.wrong(node, `“${zone}” is not a time zone; write it like Asia/Shanghai`)
    }
  }
}
