const table = new Map<string, number>()

/** Encodes text as GB18030, which Node can read but not write: the table is its decoder read backwards. */
export function encodeGb18030(text: string): Buffer {
  if (table.size === 0) fillTable()
  const bytes = Buffer.allocUnsafe(text.length * 4)
  let length = 0
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (code < 0x80) bytes[length++] = code
    else length = put(bytes, length, code > 0xffff ? supplementary(code) : (table.get(character) ?? 0x3f))
  }
  return bytes.subarray(0, length)
}

function put(bytes: Buffer, at: number, value: number): number {
  const size = value > 0xffff ? 4 : value > 0xff ? 2 : 1
  return bytes.writeUIntBE(value, at, size)
}

function fillTable(): void {
  const decoder = new TextDecoder('gb18030')
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++) if (second !== 0x7f) learn(decoder, [first, second])
  for (let first = 0x81; first <= 0x84; first++)
    for (let second = 0x30; second <= 0x39; second++)
      for (let third = 0x81; third <= 0xfe; third++)
        for (let fourth = 0x30; fourth <= 0x39; fourth++) learn(decoder, [first, second, third, fourth])
}

function learn(decoder: InstanceType<typeof TextDecoder>, bytes: readonly number[]): void {
  const character = decoder.decode(Uint8Array.from(bytes))
  if (character.length !== 1 || character === '\ufffd' || table.has(character)) return
  table.set(
    character,
    bytes.reduce((value, byte) => value * 256 + byte, 0),
  )
}

/** Beyond the basic plane GB18030 is arithmetic: four bytes counted from 90 30 81 30. */
function supplementary(code: number): number {
  const offset = code - 0x10000
  const first = 0x90 + Math.floor(offset / 12600)
  const second = 0x30 + (Math.floor(offset / 1260) % 10)
  const third = 0x81 + (Math.floor(offset / 10) % 126)
  return ((first * 256 + second) * 256 + third) * 256 + 0x30 + (offset % 10)
}
