import type { EChartsOption } from 'echarts'

type Series = Extract<NonNullable<EChartsOption['series']>, readonly unknown[]>[number]

/** What is known of a value's interval. */
interface Bounds {
  readonly low?: number | null | undefined
  readonly high?: number | null | undefined
}

/** A band from the lower to the upper limit of each bucket, in two series; none where no limit is known. Pure. */
export function intervalBand(
  id: string,
  values: readonly Bounds[],
  { color, opacity }: { color: string; opacity: number },
): Series[] {
  const known = values.map(({ low, high }) => (low == null || high == null ? null : { low, high }))
  if (known.every((bounds) => bounds === null)) return []
  const bound = (part: string, data: (number | null)[], shade: number): Series => ({
    id: `${id}_${part}`,
    type: 'line',
    stack: id,
    stackStrategy: 'all',
    data,
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    areaStyle: { color, opacity: shade },
  })
  return [
    bound(
      'low',
      known.map((bounds) => bounds && bounds.low),
      0,
    ),
    bound(
      'width',
      known.map((bounds) => bounds && bounds.high - bounds.low),
      opacity,
    ),
  ]
}
