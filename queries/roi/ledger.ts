import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'

const kinds = ['development', 'licence', 'staff', 'media', 'incentive', 'service', 'contact'] as const

/** The cost ledger of the months whose first day lies in the period, with contact costs; by month, kind, campaign, entry. */
export const ledger = defineMetric({
  id: 'roi/ledger',
  title: { en: 'Cost ledger', 'zh-CN': '成本台账' },
  definition: {
    en:
      'Entries of the cost ledger by the month they are booked in, and as kind contact what contacting the treated of a campaign cost, in the month in which it starts. ' +
      'CRM ROI counts a campaign’s costs where its window ends. Measured = no campaign, or one with a control group; of the others nobody knows what they brought. Negative service costs are savings. ' +
      'With filters, costs of a campaign are shared by its treated customers, others by the number of customers.',
    'zh-CN':
      '成本台账分录，按记账月份；另以“触达”列示活动触达实验组的成本，计入活动开始当月。CRM 投资回报率将活动成本计入观察期结束的时段。可测量 = 未挂活动，或活动有对照组；其余活动带来多少无从得知。' +
      '负数服务成本视为节省。有筛选时，活动成本按实验组人数分摊，其他按客户数分摊。',
  },
  needs: ['any_cost'],
  params: { ...period, ...filter },
  columns: {
    month: column('date', 'Month', '月份'),
    kind: column('text', 'Kind', '类型', { words: wordsOf('roi_kind', kinds) }),
    cost_id: column('id', 'Entry', '分录'),
    campaign_id: column('id', 'Campaign ID', '活动编号'),
    campaign: column('text', 'Campaign', '活动'),
    note: column('text', 'Note', '备注'),
    cost: column('money', 'Cost', '成本'),
    saved: column('money', 'Saved', '节省'),
    is_measured: column('flag', 'Measured', '可测量'),
  },
})
