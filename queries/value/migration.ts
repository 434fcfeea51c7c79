import { column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { choice, filter, period } from '../parameters.ts'
import { wordsOf } from '../words.ts'
import { valued } from './rfm.ts'
import { anyGroupWords } from './group-words.ts'

/** Who moved from which group to which between the ends of two periods; one row per pair with customers. */
export const valueMigration = defineMetric({
  id: 'value/migration',
  title: { en: 'Migration between groups', 'zh-CN': '分组迁移' },
  definition: {
    en: 'Customers by their group at the end of the period compared with (from) and at the end of the period (to). ‘none’ = no purchase in the window that ends there: from none are newly won or won back customers, to none are lost ones. Groups as in the question of that name: eight value groups, segments or tiers.',
    'zh-CN':
      '客户按对比期末（从）与本期末（到）所在分组统计。none = 截至该日的窗口内没有购买：从 none 来的为新增或唤回客户，到 none 去的为流走的客户。分组口径同所选：八类价值分组、分群或层级。',
  },
  needs: ['purchases'],
  params: {
    ...period,
    ...filter,
    ...valued,
    by: choice(
      ['group', 'segment', 'tier'],
      'group',
      { en: 'Groups', 'zh-CN': '分组方式' },
      wordsOf('value_by', ['group', 'segment', 'tier']),
    ),
  },
  columns: {
    from_group: column('id', 'From', '从', { words: anyGroupWords }),
    to_group: column('id', 'To', '到', { words: anyGroupWords }),
    customers: column('count', 'Customers', '客户数'),
    share_of_from: column('ratio', 'Share of the group they left', '占原分组'),
    base_amount: column('money', 'Sales before', '对比期销售额'),
    amount: column('money', 'Sales now', '本期销售额'),
  },
  examples: [
    { base_to: '2025-01-31' },
    { base_to: '2024-12-31', by: 'segment', window_months: 3 },
    { base_to: '2025-02-28', by: 'tier' },
  ],
})
