import { basename } from 'node:path'
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml'
import { ProductError } from '../../errors.ts'

/** Names of a YAML map, in order. */
export type Entries = ReadonlyMap<string, { readonly key: Node; readonly value: Node | null }>

const max_bytes = 1 << 20

/** Reads values out of a YAML text; what does not fit is a `bad_mapping_file` with its line. */
export class YamlReader {
  readonly #path: string
  readonly #lines = new LineCounter()
  readonly #document: Document.Parsed

  constructor(path: string, text: string) {
    this.#path = path
    if (text.length > max_bytes) throw this.at(1, 'the file is larger than 1 MB')
    this.#document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: true })
    const error = this.#document.errors[0]
    if (error !== undefined) throw this.at(error.linePos?.[0].line ?? 1, error.message.split('\n')[0]!)
  }

  /** The top of the file. */
  get root(): unknown {
    return this.#document.contents
  }

  /** Entries of a map that must be there and hold something. */
  required(root: Entries, name: string): Entries {
    const found = root.get(name)
    if (found === undefined) throw this.wrong(null, `${name} is missing`)
    const entries = this.entries(found.value, name)
    if (entries.size === 0) throw this.wrong(found.key, `${name} is empty`)
    return entries
  }

  /** Entries of a map; with `known`, no other names may occur. */
  entries(node: unknown, what: string, known?: readonly string[]): Entries {
    if (!isMap(node))
      throw this.wrong(node as Node | null, `${what} must be a list of names with values (name: value)`)
    const pairs = (node as YAMLMap<Node, Node | null>).items as Pair<Node, Node | null>[]
    return new Map(
      pairs.map(({ key, value }) => {
        const name = isScalar(key) ? String(key.value) : ''
        if (known !== undefined && !known.includes(name))
          throw this.wrong(key, `“${name}” is not known in ${what}; known: ${known.join(', ')}`)
        return [name, { key, value }]
      }),
    )
  }

  /** A scalar as it is written. */
  text(node: Node | null | undefined, what: string): string {
    if (!isScalar(node) || node.value === null || typeof node.value === 'object')
      throw this.wrong(node, `${what} must be text`)
    return typeof node.value === 'string' ? node.value : String(node.source ?? node.value)
  }

  /** A list of texts, or one text. */
  texts(node: Node | null, key: Node, what: string): string[] {
    if (node === null) throw this.wrong(key, `${what} is missing`)
    const texts = isSeq(node)
      ? node.items.map((item) => this.text(item as Node, what))
      : [this.text(node, what)]
    if (texts.length === 0) throw this.wrong(node, `${what} is empty`)
    return texts
  }

  /** A whole number from 0 on. */
  count(node: Node | null, what: string): number {
    const value = isScalar(node) ? node.value : null
    if (!Number.isInteger(value) || (value as number) < 0)
      throw this.wrong(node, `${what} must be a whole number`)
    return value as number
  }

  /** A number. */
  number(node: Node | null, key: Node, what: string): number {
    const value = isScalar(node) ? node.value : null
    if (typeof value !== 'number') throw this.wrong(node ?? key, `${what} must be a number`)
    return value
  }

  /** True or false. */
  flag(node: Node | null, what: string): boolean {
    const value = isScalar(node) ? node.value : null
    if (typeof value !== 'boolean') throw this.wrong(node, `${what} is true or false`)
    return value
  }

  /** The error for a problem at a node, or in the file as a whole. */
  wrong(node: Node | null | undefined, problem: string): ProductError {
    const offset = node?.range?.[0]
    return this.at(offset === undefined ? 1 : this.#lines.linePos(offset).line, problem)
  }

  /** The error for a problem in a line. */
  at(line: number, problem: string): ProductError {
    return new ProductError('bad_mapping_file', { file: basename(this.#path), line, problem })
  }
}
