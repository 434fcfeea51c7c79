/** One piece of an XML document. Names come without their prefix; an empty element gives an open and a close. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

const max_token = 8 << 20

/** Pieces of an XML document in UTF-8, as much of XML as office documents use. No entity but the five is expanded. */
export async function* xmlEvents(blocks: AsyncIterable<Buffer>): AsyncGenerator<XmlEvent[]> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const block of blocks) {
    const events: XmlEvent[] = []
    rest = tokenize(rest + decoder.decode(block, { stream: true }), events)
    if (rest.length > max_token) throw new Error('an XML element is too long')
    yield events
  }
  if (rest.trim() !== '') throw new Error('the XML ends in the middle')
}

const patterns = new Map<string, RegExp>()

/** Value of an attribute, or undefined. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = patternOf(name).exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : unescapeXml(value)
}

function patternOf(name: string): RegExp {
  const known = patterns.get(name)
  if (known !== undefined) return known
  const pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, pattern)
  return pattern
}

function tokenize(text: string, events: XmlEvent[]): string {
  let at = 0
  while (at < text.length) {
    if (text[at] !== '<') {
      const open = text.indexOf('<', at)
      if (open === -1) return text.slice(at)
      events.push({ kind: 'text', text: unescapeXml(text.slice(at, open)) })
      at = open
      continue
    }
    const end = tokenEnd(text, at)
    if (end === -1) return text.slice(at)
    pushToken(text.slice(at, end), events)
    at = end
  }
  return ''
}

function tokenEnd(text: string, at: number): number {
  const close = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : '>'
  let end = text.indexOf(close, at)
  while (close === '>' && end !== -1 && insideQuotes(text, at, end)) end = text.indexOf(close, end + 1)
  return end === -1 ? -1 : end + close.length
}

function insideQuotes(text: string, from: number, to: number): boolean {
  let quote = ''
  for (let index = from; index < to; index += 1) {
    const character = text[index]!
    if (quote === '' ? character === '"' || character === "'" : character === quote)
      quote = quote === '' ? character : ''
  }
  return quote !== ''
}

function pushToken(token: string, events: XmlEvent[]): void {
  if (token.startsWith('<![CDATA[')) events.push({ kind: 'text', text: token.slice(9, -3) })
  if (token[1] === '!' || token[1] === '?') return
  if (token[1] === '/') {
    events.push({ kind: 'close', name: localName(token.slice(2, -1).trimEnd()) })
    return
  }
  const empty = token.at(-2) === '/'
  const inner = token.slice(1, empty ? -2 : -1)
  const space = inner.search(/\s/)
  const name = localName(space === -1 ? inner : inner.slice(0, space))
  events.push({ kind: 'open', name, attributes: space === -1 ? '' : inner.slice(space) })
  if (empty) events.push({ kind: 'close', name })
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name as string] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
