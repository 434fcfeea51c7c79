import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { population_definition } from './rfm-words.ts'
import { valued } from './rfm.ts'
import { tierWords } from './group-words.ts'

/** Important, ordinary and potential customers, now and at the end of the period compared with. */
export const valueTiers = defineMetric({
  id: 'value/tiers',
  title: { en: 'Important, ordinary, potential', 'zh-CN': '重要、普通、潜力客户' },
  definition: {
    en: `${population_definition.en}Important = the top [20%] by margin in the window of [12] months (by net sales when no cost is loaded; lines without a cost at the chain’s margin rate), equal ones never split, and customers flagged as strategic. Potential = not important, and first purchase at most [90] days before the end of the period or, when that is the end of the data, predicted CLV among the top 20%. The comparison knows no predictions: to compare, count potential by the first purchase alone. Ordinary = all others.`,
    'zh-CN': `${population_definition['zh-CN']}重要 = [12] 个月窗口内毛利居前 [20%]（未载入成本时按净销售额；缺成本的行按连锁毛利率估算；同值不拆分）者及战略客户。潜力 = 非重要，且首购距期末不超过 [90] 天，或（期末即数据末日时）预测 CLV 居前 20%。对比期没有预测：做对比时请只按首购计潜力。普通 = 其余。`,
  },
  needs: ['purchases'],
  params: { ...period, ...filter, ...valued },
  columns: {
    tier: column('id', 'Tier', '层级', { words: tierWords }),
    customers: column('count', 'Customers', '客户数'),
    share_of_customers: column('ratio', 'Share of customers', '客户占比'),
    amount: column('money', 'Sales', '销售额'),
    share_of_amount: column('ratio', 'Share of sales', '销售占比'),
    base_customers: column('count', 'Customers, comparison', '对比期客户数'),
    base_share_of_customers: column('ratio', 'Share of customers, comparison', '对比期客户占比'),
    base_amount: column('money', 'Sales, comparison', '对比期销售额'),
    base_share_of_amount: column('ratio', 'Share of sales, comparison', '对比期销售占比'),
    mean_amount: column('money', 'Mean amount', '人均金额'),
    margin: column('money', 'Margin', '毛利'),
    share_of_margin: column('ratio', 'Share of margin', '毛利占比'),
  },
  examples: [{ important_share: 0.4, potential_days: 30, base_to: '2025-01-31' }],
})
