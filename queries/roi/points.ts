import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'

/** The points programme by bucket; one row per bucket in which points moved, by bucket. */
export const points = defineMetric({
  id: 'roi/points',
  title: { en: 'Points', 'zh-CN': '积分' },
  definition: {
    en:
      'Points earned, redeemed, expired and adjusted in the bucket; redeemed and expired are positive whichever way the chain signs them. Balance = earned + adjusted − redeemed − ' +
      'expired since the first entry, at the end of the bucket. Liability = balance × value of a point (value of redeemed points / redeemed points; without one, that of ' +
      'earned points). Redemption rate = redeemed / earned in the bucket. Redeemers = distinct customers with a redemption. Region, store, grade and segment choose ' +
      'customers as they are now (grade at the end of the period); channel and category do not apply.',
    'zh-CN':
      '时段内获得、兑换、过期与调整的积分；兑换与过期一律记为正数，不论原始正负号。余额 = 自首笔流水起 获得 + 调整 − 兑换 − 过期，时段末。' +
      '负债 = 余额 × 每分价值（已兑换积分的价值 / 已兑换积分；无则用获得积分）。兑换率 = 时段内兑换 / 获得。兑换人数 = 有兑换的去重客户数。' +
      '区域、门店、等级与客群按客户当前状态筛选（等级为期末等级）；渠道与品类不适用。',
  },
  needs: ['points'],
  params: { ...period, ...filter, ...grain('month') },
  columns: {
    bucket,
    earned: column('count', 'Earned', '获得'),
    redeemed: column('count', 'Redeemed', '兑换'),
    expired: column('count', 'Expired', '过期'),
    adjusted: column('count', 'Adjusted', '调整'),
    redemption_rate: column('ratio', 'Redemption rate', '兑换率'),
    balance: column('count', 'Balance', '余额'),
    liability: column('money', 'Liability', '负债'),
    redeemers: column('count', 'Redeemers', '兑换人数'),
  },
})
