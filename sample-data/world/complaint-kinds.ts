/** A kind of complaint: its share among the usual ones, what people report, and what is found to be behind it. */
export interface ComplaintKind {
  readonly category: string
  readonly weight: number
  readonly subcategories: readonly string[]
  readonly root_causes: readonly string[]
  readonly texts: readonly string[]
}

export const complaintKinds: readonly ComplaintKind[] = [
  {
    category: '商品质量',
    weight: 30,
    subcategories: ['变质过期', '包装破损', '与描述不符', '发现异物'],
    root_causes: ['冷链断温', '临期未下架', '封口不良', '供应商批次问题', '陈列损伤'],
    texts: ['买回家打开发现已经变质', '包装破了，里面漏出来', '和介绍的不一样', '里面有异物，要求给说法'],
  },
  {
    category: '服务态度',
    weight: 20,
    subcategories: ['态度冷漠', '推诿扯皮', '业务不熟'],
    root_causes: ['培训不足', '排班紧张', '新员工上岗', '激励考核不当'],
    texts: ['店员说话很冲', '问了三个人都说不归自己管', '店员连活动规则都说不清楚'],
  },
  {
    category: '配送物流',
    weight: 18,
    subcategories: ['配送超时', '错送漏送', '配送破损'],
    root_causes: ['骑手运力不足', '拣货错误', '地址信息错误', '包装防护不足'],
    texts: ['超时一个多小时没人联系', '少了两件商品', '送到时鸡蛋碎了一半'],
  },
  {
    category: '价格标签',
    weight: 11,
    subcategories: ['价签不符', '促销未生效', '重复扣款'],
    root_causes: ['价签未及时更新', '促销设置错误', '收银系统故障'],
    texts: ['货架标价和小票不一致', '满减没有自动生效', '扣了两次款到现在没退'],
  },
  {
    category: '售后退换',
    weight: 10,
    subcategories: ['退款慢', '拒绝退换', '流程复杂'],
    root_causes: ['审批流程过长', '规则不清', '跨店退换不支持'],
    texts: ['退款申请一周了没动静', '没拆封也不给退', '退个货让我跑了两趟'],
  },
  {
    category: '会员权益',
    weight: 7,
    subcategories: ['积分未到账', '等级争议', '优惠券不可用'],
    root_causes: ['系统同步延迟', '规则不清', '券配置错误'],
    texts: ['积分一直没到账', '消费够了等级没升', '结账时说券不能用'],
  },
  {
    category: '环境设施',
    weight: 4,
    subcategories: ['卫生问题', '拥挤通道', '停车困难'],
    root_causes: ['保洁排班不足', '动线设计不当', '停车资源不足'],
    texts: ['地上有水没人管，差点滑倒', '通道堆满货推不动车', '停车场进不去'],
  },
]

export const complaintChannels = [
  { name: '电话', weight: 34 },
  { name: '小程序', weight: 30 },
  { name: '门店', weight: 22 },
  { name: '企业微信', weight: 10 },
  { name: '12315', weight: 4 },
]

export const severities = [
  { name: '一般', weight: 70 },
  { name: '较重', weight: 24 },
  { name: '严重', weight: 6 },
]

export const resolutions = ['退款', '换货', '赔付优惠券', '致歉说明', '补发商品', '上门致歉']
