/**
 * Zero and round numbers on either side of it within two ends that hold it, at most two on a side: few enough for a
 * narrow axis. Zero alone where nothing reaches further.
 */
export function roundTicks(least: number, most: number): number[] {
  const reach = Math.max(-least, most)
  if (!(reach > 0)) return [0]
  const power = 10 ** Math.floor(Math.log10(reach))
  const step = power * [5, 2, 1].find((times) => times * power <= reach)!
  const [first, last] = [Math.ceil(least / step), Math.floor(most / step)]
  return Array.from({ length: last - first + 1 }, (_, nth) => (first + nth) * step)
}
