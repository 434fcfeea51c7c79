interface Taken {
  readonly member: string | null
  readonly half: number | null
}

/** An address holds no more than this of one parameter. */
const longest = 200

/** Groups and halves of them as an address lists them, a group whole once both are among them; null where it has no room for all. */
export function firstGroups(taken: readonly Taken[]): string | null {
  const halves = Map.groupBy(taken, ({ member }) => member ?? '')
  const listed = [...halves].map(([member, own]) => `${member}:${own.length === 2 ? '' : own[0]!.half}`)
  const text = listed.join('|')
  return text.length > longest ? null : text
}
