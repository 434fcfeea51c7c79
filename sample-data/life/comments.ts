import type { Random } from '../random.ts'

const praise: Readonly<Record<string, readonly string[]>> = {
  店员服务: [
    '店员很热情，主动帮我找到了想要的牛奶',
    '导购小姐姐讲得很专业，体验很好',
    '收银员态度特别好，还提醒我用券',
  ],
  商品质量: ['水果很新鲜，家人都喜欢', '东西品质稳定，一直回购', '面包刚出炉的，味道很好'],
  结账效率: ['自助结账很快，不用排队', '结账效率高，两分钟就好了'],
  价格实惠: ['会员价很划算，比别家便宜', '优惠券好用，价格实惠'],
  购物环境: ['店里干净整洁，逛着舒服', '陈列清楚，东西好找'],
  配送时效: ['下单半小时就送到了，很快', '配送准时，包装完好'],
  包装设计: ['礼盒包装好看，送人有面子', '新包装很可爱'],
}
const blame: Readonly<Record<string, readonly string[]>> = {
  店员服务: ['店员爱答不理，问了两遍才回应', '服务态度差，退换货互相推诿', '导购对商品不熟悉，答非所问'],
  商品质量: ['买回去发现水果有烂的，品控需要加强', '酸奶快到期了还摆在货架上', '牛奶盒漏了，封口没封好'],
  结账效率: ['排队等了二十分钟，只开了一个收银台', '自助机总是出故障，结账太慢'],
  价格实惠: ['价签和结账价不一样，感觉被骗', '比网上贵不少，活动力度也小了'],
  购物环境: ['店里太挤了，地面有水渍', '货架乱，东西找不到'],
  配送时效: ['说好一小时，等了三个小时才送到', '少送了一件，客服很久才回复'],
  包装设计: ['包装太普通，送礼拿不出手', '包装难拆'],
}
const neutral = [
  '总体还可以，希望多一些会员活动',
  '中规中矩，没什么特别的',
  '离家近，比较方便',
  '一般般',
  '还行，会继续来',
]
const tails = ['', '', '', '，会推荐给朋友', '，希望保持', '。谢谢', '！']
const sour_tails = ['', '', '，很失望', '，希望改进', '，下次不来了', '！！', '。\n已经不是第一次了']

/** What a customer writes: about the item they rated best when happy, worst when not. */
export function commentOn(random: Random, nps: number, best: string, worst: string): string {
  if (nps >= 9) return random.pick(praise[best] ?? neutral) + random.pick(tails)
  if (nps <= 6) return random.pick(blame[worst] ?? neutral) + random.pick(sour_tails)
  return random.pick(neutral)
}
