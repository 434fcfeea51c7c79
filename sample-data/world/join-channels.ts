/**
 * How a customer became a member, and what that says about them. These are the planted segments with different
 * drop-out: `drop_out` is the mean probability of never coming back after a purchase (Beta-distributed between
 * customers), `orders_a_year` the mean rhythm while they stay (Gamma-distributed): the process behind BG/NBD.
 */
export interface JoinChannel {
  readonly name: string
  readonly weight: number
  readonly orders_a_year: number
  readonly drop_out: number
}

export const joinChannels: readonly JoinChannel[] = [
  { name: '门店扫码', weight: 44, orders_a_year: 8.6, drop_out: 0.18 },
  { name: '小程序', weight: 26, orders_a_year: 7.8, drop_out: 0.23 },
  { name: '电商平台', weight: 18, orders_a_year: 6, drop_out: 0.42 },
  { name: '老客推荐', weight: 12, orders_a_year: 9.8, drop_out: 0.12 },
]

/** Shape of the Gamma distribution of rhythms: small means a few very loyal customers and many rare ones. */
export const rhythm_shape = 0.4

/** a + b of the Beta distribution of drop-out. */
export const drop_out_concentration = 2
