import type { Mart } from '../../queries/model/model.ts'
import type { Model } from './build-model.ts'

/** Builds each mart when those of them that it reads are there. */
export async function eachWhenReady(
  marts: readonly Mart[],
  { inputs }: Model,
  build: (mart: Mart) => Promise<void>,
): Promise<void> {
  const built = new Map<string, Promise<void>>()
  for (const mart of marts) {
    const read = [...inputs[mart.name]!].map((name) => built.get(name))
    built.set(
      mart.name,
      Promise.all(read).then(() => build(mart)),
    )
  }
  for (const each of await Promise.allSettled(built.values()))
    if (each.status === 'rejected') throw each.reason
}
