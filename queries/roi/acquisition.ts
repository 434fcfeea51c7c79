import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'

/** What a new customer costs against what one brings in the first year; one row. */
export const acquisition = defineMetric({
  id: 'roi/acquisition',
  title: { en: 'CLV : CAC', 'zh-CN': 'CLV : CAC' },
  definition: {
    en:
      'CAC = media, incentive and contact costs of the ledger in the period / customers with their first purchase in it. The ledger does not tell acquisition from retention, so CAC ' +
      'is an upper limit. CLV, observed = mean margin of the twelve months from the first purchase, of the customers whose first purchase lies in the twelve months that end ' +
      'a year before the end of the period (or of the data), with its 95% interval; it leaves out what comes after the first year, so the ratio is cautious. CLV, model = mean of what the fitted model expects of the new ' +
      'customers in the twelve months after the data; unknown where the data are too few for a model. People who see only some stores: mean over customers whose every purchase lies in them.',
    'zh-CN':
      'CAC = 本期台账中的媒体、权益与触达成本 / 本期首次购买的客户数。台账不区分拉新与留存，故 CAC 为上限。CLV（实测）= 首购落在期末（或数据末日）前 12–24 个月的客户自首购起 12 个月的人均毛利，' +
      '附 95% 区间；不含首年之后的价值，故该比值偏保守。CLV（模型）= 拟合模型对新客在数据末日后十二个月的期望值均值；数据不足以建模时未知。仅可见部分门店者：只对全部购买都在这些门店的客户取均值。',
  },
  needs: ['purchases', 'costs'],
  params: { ...period, ...filter },
  reads: {
    new_customers: column('count', 'New customers', '新客'),
    acquisition_cost: column('money', 'Acquisition cost', '拉新成本'),
    matured_customers: column('count', 'Customers observed for a year', '已满一年客户'),
    first_year_margin: column('money', 'Margin of the first year', '首年毛利'),
    first_year_squares: column('quantity', 'Squares of the first year’s margin', '首年毛利平方和'),
    model_clv: column('money', 'CLV, model', 'CLV（模型）'),
  },
  columns: {
    new_customers: column('count', 'New customers', '新客'),
    acquisition_cost: column('money', 'Acquisition cost', '拉新成本'),
    cac: column('money', 'CAC', 'CAC'),
    matured_customers: column('count', 'Customers observed for a year', '已满一年客户'),
    clv: column('money', 'CLV, first year', 'CLV（首年）'),
    clv_low: column('money', 'CLV, lower limit', 'CLV 下限'),
    clv_high: column('money', 'CLV, upper limit', 'CLV 上限'),
    clv_to_cac: column('quantity', 'CLV : CAC', 'CLV : CAC'),
    model_clv: column('money', 'CLV, model', 'CLV（模型）'),
    model_clv_to_cac: column('quantity', 'CLV : CAC, model', 'CLV : CAC（模型）'),
  },
})
