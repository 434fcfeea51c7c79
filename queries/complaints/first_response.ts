import { bucket, column } from '../column.ts'
import { defineMetric } from '../metric.ts'
import { filter, grain, period } from '../parameters.ts'
import { caseFilter } from './case-filter.ts'

/** First responses; one row per bucket in which complaints were received, by bucket. */
export const firstResponse = defineMetric({
  id: 'complaints/first_response',
  title: { en: 'First response within a working day', 'zh-CN': '一个工作日内首次响应' },
  definition: {
    en:
      'By day of receipt. The first stage after being received is the first response. It is in time by the end of the next working day after receipt; ' +
      'public holidays and days worked in their stead as loaded, otherwise Monday to Friday. A complaint still without response counts once that day is over. ' +
      'Share = in time / decided; 95% Wilson interval. Waiting: overdue and without any response at the end of the data.',
    'zh-CN':
      '按受理日计。受理之后的第一个节点为首次响应，受理后下一个工作日结束前为及时；节假日与调休以载入的日历为准，否则为周一至周五。' +
      '尚无响应的，待该日过后才计入。及时率 = 及时 / 已可判定；95% Wilson 区间。待响应：截至数据末日已逾期且仍无任何响应。',
  },
  needs: ['complaints', 'complaint_events'],
  params: { ...period, ...filter, ...caseFilter, ...grain('month') },
  columns: {
    bucket,
    complaints: column('count', 'Complaints', '投诉数'),
    decided: column('count', 'Decided', '已可判定'),
    in_time: column('count', 'In time', '及时'),
    in_time_share: column('ratio', 'In-time share', '及时率'),
    in_time_share_low: column('ratio', 'In-time share, low', '及时率下限'),
    in_time_share_high: column('ratio', 'In-time share, high', '及时率上限'),
    waiting: column('count', 'Waiting, overdue', '逾期未响应'),
  },
})
