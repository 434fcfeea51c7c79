import { canonicalTables, tableNames, type TableName } from '../../../queries/tables.ts'
import { mappableFields } from '../../../queries/inputs.ts'
import { normaliseName } from './normalise-name.ts'

const customer_id = `customerid custid cust customer customerno customernumber customercode clientid clientno client
  userid userno uid user memberid memberno membernumber membercode membercardno membercard member cardno cardnumber cardid
  loyaltyid loyaltycard loyaltycardno vipid vipno vipcard vipcardno householdid householdkey shopperid buyerid consumerid
  masterid customeruniqueid 客户编号 客户号 客户id 客户代码 客户编码 客户 会员编号 会员号 会员id 会员卡号 会员代码 会员编码
  会员卡 会员 卡号 用户编号 用户id 用户号 用户 顾客编号 顾客号 顾客id 顾客 买家id 买家编号 买家会员名 vip卡号 vip编号`
const store_id = `storeid storeno storenumber storecode store shopid shopno shopcode shop branchid branchno branchcode branch
  outletid outletcode outlet locationid siteid siteno 门店编号 门店号 门店id 门店代码 门店编码 门店 店铺编号 店铺id 店铺代码
  店铺编码 店铺 店号 店编号 分店编号 分店 机构编号 机构代码 网点编号 网点 商店编号 专柜编号`
const order_id = `orderid orderno ordernumber ordercode order invoiceno invoiceid invoicenumber invoice receiptno receiptid
  receiptnumber receipt transactionid transactionno transactionnumber transaction transid transno billno billid basketid
  saleid saleno salesno salesid docno documentno checkno ticketno ticketnumber 订单号 订单编号 订单id 订单 单号 小票号
  小票编号 小票流水号 交易号 交易编号 交易单号 交易流水号 单据号 单据编号 销售单号 发票号 账单号 流水单号`
const product_id = `productid productno productcode productnumber product sku skuid skucode skuno itemid itemcode item
  stockcode articleid articleno article upc ean barcode plu goodsid goodscode goodsno materialcode 商品编号 商品编码 商品id
  商品代码 商品号 商品 货号 sku编码 sku编号 条码 商品条码 产品编号 产品编码 产品id 产品 款号 物料编码 物料号`
const campaign_id = `campaignid campaign campaigncode campaignno promotionid promoid promotion activityid 活动编号 活动id
  活动代码 活动编码 营销活动编号 营销活动 促销编号 促销活动编号`
const channel = `channel saleschannel orderchannel channelname 渠道 渠道名称 销售渠道 订单渠道 来源渠道 购买渠道 触点`
const complaint_id = `complaintid complaintno complaintnumber caseid caseno ticket ticketid ticketno uniquekey 投诉编号
  投诉单号 投诉id 工单号 工单编号 投诉号`
const survey_id = `surveyid surveyno responseid reviewid questionnaireid answerid 问卷编号 问卷id 调查编号 答卷编号 答卷id 评价编号 评价id`
const city = `city cityname town customercity storecity sellercity 城市 所在城市 市 地市`
const note = `note notes remark remarks memo description 备注 说明 摘要`
const moment = `at time datetime timestamp date createdat createtime occurredat eventtime eventdate 时间 日期 发生时间 发生日期 创建时间 记录时间`
const cost = `cost costamount unitcost contactcost 成本 费用 成本金额 单次成本`

/** What a table is called in file and sheet names. */
const tableSynonyms: Readonly<Record<TableName, string>> = {
  stores: `store shop shops outlet outlets branch branches location locations seller sellers 门店 店铺 网点 门店信息 门店档案 门店资料 店铺信息 门店列表 门店主数据`,
  products: `product item items goods sku skus article articles catalog catalogue 商品 产品 商品信息 商品档案 商品资料 商品主数据 商品列表 货品`,
  customers: `customer member members client clients user users crm demographics 客户 会员 顾客 用户 客户信息 客户档案 客户资料 会员信息 会员档案 会员资料 会员列表`,
  consents: `consent optin optins permission permissions 授权 营销授权 同意 许可 订阅`,
  purchases: `purchase sale sales order orders orderitem orderitems transaction transactions trans invoice invoices receipt receipts onlineretail orderlines pos 购买 购买明细 销售 销售明细 订单 订单明细 交易 交易明细 交易流水 消费 消费记录 消费明细 小票 小票明细 流水`,
  surveys: `survey satisfaction review reviews feedback nps csat 满意度 满意度调查 调查 问卷 评价 评论`,
  survey_items: `surveyitem surveyitems itemratings ratings answers 调查分项 分项 评分明细 问卷明细 问卷题目`,
  complaints: `complaint ticket tickets case cases 投诉 客诉 投诉记录 投诉明细 投诉工单`,
  complaint_events: `complaintevent complaintstages complainthistory complaintlog 投诉节点 投诉流程 投诉处理 投诉处理节点 投诉进度`,
  campaigns: `campaign promotion promotions campaigndescriptions 活动 营销活动 促销活动 活动列表`,
  campaign_contacts: `campaigncontact campaigntargets campaignmembers contacts touches 触达 活动触达 触达记录 活动名单 活动人群`,
  costs: `cost expense expenses budget 成本 费用 投入 crm成本 成本台账`,
  service_contacts: `servicecontact enquiries inquiries visits care 服务 服务接触 服务记录 咨询 拜访 关怀 回访`,
  points: `point loyaltypoints pointsledger 积分 积分流水 积分明细 积分记录`,
  compliance_events: `complianceevent compliance violations 合规 合规事件 违规 违规记录`,
  grades: `grade tier tiers level levels membership 等级 会员等级 等级变更 等级记录 客户等级`,
  targets: `target goal goals 目标 指标 指标目标 kpi目标`,
  holidays: `holiday calendar 节假日 假日 日历 假期`,
}

/** What a field is called besides its own name and titles; words as `normaliseName` writes them. */
const fieldSynonyms: Readonly<Record<TableName, Readonly<Record<string, string>>>> = {
  stores: {
    store_id: `${store_id} sellerid id 编号 编码 代码`,
    name: `storename shopname branchname outletname sellername 门店名称 店铺名称 店名 门店名 分店名称 名称`,
    region: `region area district territory zone state province sellerstate 区域 大区 地区 片区 省份 省`,
    city,
    ownership: `ownership ownershiptype businessmodel operation 经营方式 经营模式 门店性质 门店类型 加盟直营 性质`,
    format: `format storeformat storetype shoptype 店型 业态 门店业态`,
    opened_on: `openedon opendate openingdate opened startdate 开业日期 开店日期 开业时间 开店时间`,
    closed_on: `closedon closedate closingdate closed enddate 闭店日期 关店日期 停业日期 关店时间 闭店时间`,
  },
  products: {
    product_id: `${product_id} id 编号 编码 代码`,
    name: `productname itemname goodsname skuname articlename producttitle title description productdescription 商品名称 商品名 产品名称 产品名 品名 名称 货品名称`,
    category: `category productcategory categoryname productcategoryname maincategory department productgroup 品类 类别 大类 商品类别 商品分类 分类 商品大类 一级分类 一级品类`,
    subcategory: `subcategory subcategoryname commodity producttype subgroup 子品类 子类 小类 中类 二级分类 二级品类 商品小类 商品中类`,
    brand: `brand brandname manufacturer 品牌 品牌名称 厂商`,
    unit_cost: `unitcost cost costprice purchaseprice standardcost 单位成本 成本价 进价 成本 进货价`,
  },
  customers: {
    customer_id: `${customer_id} id 编号 编码`,
    joined_on: `joinedon joindate joined registrationdate registeredon registerdate registeredat signupdate enrolledon enrollmentdate membersince createdat createddate createtime 入会日期 入会时间 注册日期 注册时间 开卡日期 开卡时间 办卡日期 办卡时间 加入日期 建档日期 建档时间 创建时间`,
    join_channel: `joinchannel registrationchannel signupchannel acquisitionchannel source 入会渠道 注册渠道 来源渠道 开卡渠道 招募渠道 来源`,
    home_store_id: `homestoreid homestore homestoreno ${store_id} 归属门店 归属门店编号 所属门店 所属门店编号 开卡门店 开卡门店编号 注册门店 入会门店 常去门店`,
    gender: `gender sex 性别`,
    birth_date: `birthdate dateofbirth dob birthday 出生日期 生日 出生年月 出生年月日`,
    city,
    referrer_customer_id: `referrercustomerid referrer referrerid referredby inviter inviterid 推荐人 推荐人编号 推荐会员 推荐会员号 邀请人`,
    customer_type: `customertype membertype clienttype type 客户类型 会员类型 客户类别 类型`,
    is_strategic: `isstrategic strategic keyaccount iskeyaccount 战略客户 是否战略客户 重点客户 是否重点客户 大客户`,
    status: `status customerstatus memberstatus accountstatus 状态 会员状态 客户状态 账户状态`,
    name: `name customername membername fullname contactname 姓名 客户姓名 会员姓名 客户名称 名称 名字 顾客姓名 联系人`,
    phone: `phone mobile phonenumber mobilenumber mobilephone telephone tel cellphone cell contactphone 手机 手机号 手机号码 电话 电话号码 联系电话 移动电话 联系方式`,
    email: `email mail emailaddress 邮箱 电子邮箱 电子邮件 邮件地址 邮件`,
    address: `address homeaddress streetaddress street mailingaddress 地址 住址 家庭住址 联系地址 通讯地址 详细地址 收货地址`,
    wechat_id: `wechatid wechat openid unionid weixin 微信号 微信 微信id`,
  },
  consents: {
    customer_id,
    channel: `${channel} consentchannel 授权渠道 同意渠道 联系渠道`,
    at: `${moment} consentedat consentdate consenttime grantedat updatedat 授权时间 授权日期 同意时间 变更时间 更新时间`,
    granted: `granted consent consented optin optedin permission allowed status 是否同意 是否授权 同意 授权 授权状态 状态`,
    source: `source origin collectedby 来源 授权来源 采集来源`,
  },
  purchases: {
    order_id,
    line_no: `lineno line linenumber lineid orderlineno orderitemid itemno rowno seq sequence 行号 明细行号 序号 项次 行项目 商品行号 明细序号 订单行号`,
    customer_id,
    store_id,
    channel,
    ordered_at: `orderedat orderdate ordertime orderdatetime orderpurchasetimestamp invoicedate invoicetime transactiondate transactiondatetime transactiontimestamp transdate saledate saletime salesdate soldat purchasedate purchasetime purchasedat purchasetimestamp ${moment} paidat paytime paymenttime paymentdate 下单时间 下单日期 订单时间 订单日期 交易时间 交易日期 消费时间 消费日期 销售时间 销售日期 购买时间 购买日期 付款时间 支付时间 成交时间 小票时间 小票日期 结账时间 开单时间 营业日期`,
    product_id,
    quantity: `quantity qty units unitssold pieces itemcount numberofitems 数量 件数 销售数量 购买数量 商品数量 销量 数量件`,
    net_amount: `netamount amount netsales sales salesvalue salesamount saleamount totalamount total totalprice lineamount linetotal netprice paidamount payamount amountpaid payment paymentvalue actualamount revenue spend value 实付金额 实收金额 实付 实收 金额 销售金额 成交金额 消费金额 支付金额 付款金额 订单金额 交易金额 净额 净销售额 销售额 小计 合计 总金额 实付款 实付款金额`,
    discount_amount: `discountamount discount disc discountvalue retaildisc couponamount coupondiscount promotionamount 优惠金额 折扣金额 优惠 折扣额 折让金额 减免金额 促销优惠 优惠券金额`,
    cost_amount: `costamount cost cogs costofgoods linecost 成本金额 成本 商品成本 销售成本`,
    campaign_id,
    kind: `kind transactiontype transtype saletype salestype ordertype orderstatus type status 类型 交易类型 单据类型 订单类型 销售类型 业务类型 销退标志 订单状态`,
    unit_price: `unitprice price sellingprice itemprice retailprice 单价 销售单价 售价 价格 成交单价 商品单价`,
    gross_amount: `grossamount gross grosssales listamount originalamount 折前金额 原价金额 应收金额 标价金额 吊牌金额 总价 应付金额 原价`,
    ordered_time: `ordertimeofday timeofday transactiontime transtime 时刻 交易时刻 下单时刻`,
  },
  surveys: {
    survey_id: `${survey_id} id 编号`,
    customer_id,
    store_id,
    order_id,
    channel: `${channel} surveychannel 调查渠道 问卷渠道`,
    invited_at: `invitedat inviteddate invitationdate sentat senddate reviewcreationdate 邀请时间 邀请日期 发送时间 推送时间`,
    answered_at: `answeredat answerdate respondedat responsedate completedat submittedat submitdate surveydate reviewanswertimestamp reviewdate ${moment} 答复时间 回答时间 提交时间 提交日期 填写时间 调查时间 调查日期 评价时间 评价日期`,
    nps: `nps npsscore likelihoodtorecommend recommend recommendscore recommendation 推荐意愿 推荐分 nps分 nps得分 推荐度 净推荐值`,
    csat: `csat csatscore satisfaction satisfactionscore overallsatisfaction rating score reviewscore stars 满意度 满意度评分 总体满意度 评分 星级 得分`,
    ces: `ces cesscore effort effortscore ease customereffort 便利度 费力度 便利度评分 ces得分`,
    comment: `comment comments reviewcommentmessage verbatim text review opinion suggestion 评论 意见 建议 评价内容 留言 反馈内容 文字评价`,
    category_spend: `categoryspend totalspend walletsize 品类总消费 品类消费 总消费`,
  },
  survey_items: {
    survey_id,
    item: `item question attribute aspect dimension indicator 分项 题目 指标 项目 维度`,
    rating: `rating score answer value performance 评分 得分 分数 满意度`,
    expectation: `expectation expected expectationscore 期望 期望值 预期`,
    importance: `importance weight importancescore 重要性 重要度 权重`,
    scale_min: `scalemin scaleminimum scalelow lowestscore minscore minimumscore 量表下限 最低分 量表最小值`,
    scale_max: `scalemax scalemaximum scalehigh highestscore maxscore maximumscore fullscore 量表上限 最高分 满分 量表最大值`,
  },
  complaints: {
    complaint_id: `${complaint_id} id 编号`,
    customer_id,
    store_id,
    order_id,
    product_id,
    channel: `${channel} receivedvia via source 投诉渠道 受理渠道 来源`,
    category: `category complaintcategory complainttype customercomplaint issue issuetype type topic 投诉类别 投诉类型 投诉分类 类别 类型 问题类型 投诉大类`,
    subcategory: `subcategory subtype subissue descriptor 投诉子类 子类 小类 投诉小类 问题子类`,
    severity: `severity priority level urgency 严重程度 严重级别 级别 紧急程度 优先级`,
    received_at: `receivedat receiveddate datereceived createdat createddate complaintdate complainttime openedat ${moment} 受理时间 受理日期 投诉时间 投诉日期 接诉时间 登记时间`,
    root_cause: `rootcause cause reason 根本原因 原因 投诉原因 责任原因 根因`,
    resolution: `resolution resolutiondescription outcome result status 处理结果 解决方案 处理方案 处理意见 结果`,
    compensation_amount: `compensationamount compensation refundamount payout 赔付金额 补偿金额 赔偿金额 赔付 补偿`,
    follow_up_score: `followupscore followuprating satisfaction 回访评分 回访满意度 回访得分`,
    text: `text complainttext description details content narrative complaint 投诉内容 内容 描述 投诉描述 问题描述 详情`,
    received_time: `timeofday complainttimeofday 受理时刻 投诉时刻`,
  },
  complaint_events: {
    complaint_id,
    stage: `stage status step event node 节点 环节 阶段 状态 处理节点 流程节点`,
    at: moment,
  },
  campaigns: {
    campaign_id: `${campaign_id} id 编号`,
    name: `campaignname promotionname activityname name title 活动名称 营销活动名称 名称 主题`,
    kind: `kind campaigntype promotiontype type 活动类型 营销类型 类型`,
    channel: `${channel} campaignchannel 投放渠道 触达渠道`,
    starts_on: `startson startdate startday start begindate validfrom 开始日期 开始时间 起始日期 活动开始日期 生效日期`,
    ends_on: `endson enddate endday end finishdate validto 结束日期 结束时间 截止日期 活动结束日期 失效日期`,
    window_days: `windowdays window attributionwindow attributiondays 观察期 观察天数 归因窗口 归因天数 观察期天`,
  },
  campaign_contacts: {
    campaign_id,
    customer_id,
    arm: `arm group testgroup segment variant cell treatment 分组 组别 实验组对照组 实验分组`,
    contacted_at: `contactedat contactdate senttime sentat sentdate touchedat ${moment} 触达时间 触达日期 发送时间 联系时间`,
    cost_amount: cost,
  },
  costs: {
    cost_id: `costid costno entryid id 成本编号 费用编号 编号 凭证号`,
    month: `month period yearmonth date 月份 月 期间 所属月份 年月`,
    kind: `kind costtype costkind category type 类型 成本类型 费用类型 科目 费用科目`,
    amount: `amount costamount cost value 金额 费用 成本 成本金额 费用金额`,
    campaign_id,
    note,
  },
  service_contacts: {
    contact_id: `contactid contactno serviceid id 接触编号 服务编号 服务单号 编号`,
    customer_id,
    store_id,
    kind: `kind contacttype servicetype type 类型 服务类型 接触类型`,
    channel,
    planned_on: `plannedon planneddate plandate scheduledon scheduleddate 计划日期 计划时间 预约日期 预约时间`,
    at: `${moment} contactedat contactdate 服务时间 接触时间 实际时间 实际日期 服务日期`,
    first_response_at: `firstresponseat firstresponse respondedat responsetime 首次响应时间 响应时间 首响时间 首次回复时间`,
    cost_amount: cost,
  },
  points: {
    entry_id: `entryid entryno ledgerid transactionid id 流水号 积分流水号 编号`,
    customer_id,
    at: `${moment} 变动时间 积分时间 变动日期`,
    kind: `kind pointstype changetype type 类型 变动类型 积分类型`,
    points: `points pointschange pointsamount amount value 积分 积分数 积分变动 变动积分 积分值`,
    order_id,
    value_amount: `valueamount pointsvalue cashvalue 价值 积分价值 抵扣金额`,
  },
  compliance_events: {
    event_id: `eventid eventno id 事件编号 编号`,
    customer_id,
    at: moment,
    kind: `kind eventtype violationtype type 类型 事件类型 违规类型`,
    severity: `severity level 严重程度 级别 等级`,
    note,
  },
  grades: {
    customer_id,
    effective_on: `effectiveon effectivedate effectivefrom validfrom startdate changedate since date 生效日期 生效时间 变更日期 升级日期 开始日期 日期`,
    grade: `grade tier level membershiplevel memberlevel customergrade loyaltytier 等级 会员等级 客户等级 级别 会员级别`,
  },
  targets: {
    metric: `metric kpi indicator measure 指标 指标名称`,
    period: `period month quarter year 期间 月份 季度 年度`,
    scope: `scope store region unit 范围 门店 区域 适用范围`,
    value: `value target targetvalue goal amount 目标值 目标 数值`,
  },
  holidays: {
    date: `date day holidaydate 日期 假日日期`,
    name: `name holiday holidayname description 名称 节日 节日名称 假日名称 节假日`,
    is_working: `isworking workingday isworkingday isworkday workday 是否工作日 是否上班 工作日 调休上班`,
  },
}

type Confidence = 0.9 | 1

/** Normalised name → how surely it names the field; a name of the field itself is certain. */
const fieldNames = new Map<TableName, ReadonlyMap<string, ReadonlyMap<string, Confidence>>>(
  tableNames.map((table) => [table, namesOf(table)]),
)

const tableWords = new Map<TableName, ReadonlySet<string>>(
  tableNames.map((table) => {
    const { en, 'zh-CN': zh } = canonicalTables[table].title
    return [table, new Set([table, en, zh, ...words(tableSynonyms[table])].map(normaliseName))]
  }),
)

const allFieldNames = new Set(
  [...fieldNames.values()].flatMap((fields) => [...fields.values()].flatMap((names) => [...names.keys()])),
)

const personalNames = namesWhere(true).difference(namesWhere(false))

function namesWhere(personal: boolean): Set<string> {
  const names = [...fieldNames].flatMap(([table, fields]) =>
    [...fields]
      .filter(([field]) => (canonicalTables[table].fields[field]?.personal ?? false) === personal)
      .flatMap(([, words]) => [...words.keys()]),
  )
  return new Set(names)
}

/** How surely a normalised column name means a field of a table: 1 its own name, 0.9 a synonym, 0 not known. */
export function nameConfidence(table: TableName, field: string, name: string): Confidence | 0 {
  return fieldNames.get(table)?.get(field)?.get(name) ?? 0
}

/** Synonyms of a field, as `normaliseName` writes them. */
export function namesOfField(table: TableName, field: string): Iterable<string> {
  return fieldNames.get(table)?.get(field)?.keys() ?? []
}

/** Whether a name of a file or sheet speaks of a table: the longest of its words found in the name, 0 when none. */
export function tableNameMatch(table: TableName, file: string): number {
  const name = normaliseName(file.replace(/(\.[a-z]+){1,2}$/i, ''))
  const found = [...tableWords.get(table)!].filter((word) => name.includes(word)).map((word) => word.length)
  return Math.max(0, ...found) / Math.max(1, name.length)
}

/** Whether any table has a field of this name. */
export const isKnownName = (name: string): boolean => allFieldNames.has(normaliseName(name))

/** Whether a name is only ever that of a personal field: `phone` is, `name` may as well be a store's. */
export const isNameOfPersonal = (name: string): boolean => personalNames.has(normaliseName(name))

function namesOf(table: TableName): ReadonlyMap<string, ReadonlyMap<string, Confidence>> {
  return new Map(
    Object.entries(mappableFields(table)).map(([field, { title }]) => {
      const synonyms = words(fieldSynonyms[table][field] ?? '').map(
        (word) => [normaliseName(word), 0.9] as const,
      )
      const own = [field, title['zh-CN'], title.en].map((name) => [normaliseName(name), 1] as const)
      return [field, new Map<string, Confidence>([...synonyms, ...own])]
    }),
  )
}

function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '')
}
