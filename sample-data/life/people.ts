import type { Random } from '../random.ts'
import type { DayNumber } from '../world/calendar.ts'
import { dayNumber, dayText } from '../world/calendar.ts'

/** What the chain knows about a person; null where the person did not say. All of it is invented. */
export interface Person {
  readonly name: string
  readonly gender: 'female' | 'male'
  readonly says_gender: boolean
  readonly birth_date: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly address: string | null
  readonly wechat_id: string | null
}

/** By frequency; the last ones need GB18030 beyond GBK or are double surnames. */
const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤',
  ...['欧阳', '上官', '诸葛', '司徒', '㛃', '䶮'],
]
const women = [...'婷静雪琳芳敏丽艳娟霞玲秀燕红梅倩颖慧洁薇莹璐瑶萱怡悦佳欣雯菲岚蓉彤']
const men = [...'伟强磊洋勇军杰涛明超刚平辉鹏飞浩宇博轩昊然泽凯俊毅晨旭峰志建国文斌']
const either = [...'子雨思嘉晓一文安宁可星若林清乐']
const roads = [
  '中山路',
  '解放路',
  '人民路',
  '建设大街',
  '滨江大道',
  '学府路',
  '和平路',
  '花园街',
  '兴业路',
  '长安街',
]
const estates = ['阳光花园', '翠湖名邸', '锦绣江南', '时代新城', '金色家园', '万科城', '丽景苑', '书香门第']

/** Draws a person living in the city. */
export function makePerson(random: Random, serial: number, city: string): Person {
  const gender = random.chance(0.63) ? 'female' : 'male'
  return {
    name: nameOf(random, gender),
    gender,
    says_gender: random.chance(0.86),
    birth_date: random.chance(0.71) ? birthDate(random) : null,
    phone: random.chance(0.94) ? `140${String((serial * 7919) % 100_000_000).padStart(8, '0')}` : null,
    email: random.chance(0.24) ? `member${serial}@example.com` : null,
    address: random.chance(0.38) ? addressIn(random, city) : null,
    wechat_id: random.chance(0.46) ? `wx_${(serial * 48271).toString(36)}` : null,
  }
}

function nameOf(random: Random, gender: Person['gender']): string {
  const u = random.next()
  const surname = surnames[Math.floor(surnames.length * u * u)] as string
  const given = gender === 'female' ? women : men
  const last = random.pick(given)
  return random.chance(0.18)
    ? surname + last
    : surname + random.pick(random.chance(0.5) ? either : given) + last
}

/** Most members are between 22 and 60. */
function birthDate(random: Random): string {
  const born: DayNumber = dayNumber('1988-07-01') + Math.round(4200 * random.normal())
  return dayText(Math.min(Math.max(born, dayNumber('1942-01-01')), dayNumber('2007-12-31')))
}

function addressIn(random: Random, city: string): string {
  const street = `${city}市${random.pick(roads)}${1 + random.below(380)}号`
  const home = `${1 + random.below(28)}栋${1 + random.below(30)}0${1 + random.below(6)}室`
  return random.chance(0.12)
    ? `"${random.pick(estates)}", ${street}`
    : `${street}${random.pick(estates)}${home}`
}
