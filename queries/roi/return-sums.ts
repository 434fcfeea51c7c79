import { bucket, column } from '../column.ts'

/** What `selected_return` gives for each bucket; the spread is Σ parts² / degrees of freedom of the variance; `unmeasured_cost` is null where no cost is loaded. */
export const returnSums = {
  bucket,
  campaigns: column('count', 'Campaigns', '活动数'),
  incremental_margin: column('money', 'Incremental margin', '增量毛利'),
  margin_variance: column('quantity', 'Variance of the incremental margin', '增量毛利方差'),
  margin_spread: column('quantity', 'Spread of the variance', '方差的离散'),
  service_saved: column('money', 'Service cost saved', '节省服务成本'),
  saved_variance: column('quantity', 'Variance of the service cost saved', '节省服务成本方差'),
  cost: column('money', 'Cost', '成本'),
  unmeasured_cost: column('money', 'Cost of campaigns not measured', '未测量活动成本'),
} as const
