import type { Locale } from '../../../queries/metric.ts'
import { canonicalTables, type TableName } from '../../../queries/tables.ts'

type Params = Readonly<Record<string, string | number>>
type Say = (params: Params) => string
type Reason = Readonly<Record<Locale, Say>>

const say = (en: string, zh: string): Reason => {
  const filled = (text: string) => (params: Params) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
  return { en: filled(en), 'zh-CN': filled(zh) }
}

/** Why a row was rejected. */
const rejections = {
  too_few_fields: say('The row has fewer fields than the header.', '字段数少于表头。'),
  too_many_fields: say('The row has more fields than the header.', '字段数多于表头。'),
  stray_quote: say(
    'A quoted field goes on behind its closing quote. Quotes inside a field must be doubled.',
    '引号结束后仍有内容。字段内的引号应写成两个。',
  ),
  unterminated_quote: say('A quote opens here and is not closed in this row.', '此行的引号没有闭合。'),
  control_character: say(
    'The row holds a control character (NUL, RS or US).',
    '此行含有控制字符（NUL、RS 或 US）。',
  ),
  bad_bytes: say('The row holds bytes that are not text in this encoding.', '此行含有该编码无法识别的字节。'),
  line_too_long: say('The row is longer than 2,000,000 bytes.', '此行超过 2,000,000 字节。'),
  bad_json: say('The line is not a JSON object.', '此行不是 JSON 对象。'),
  missing: say('A required value is missing.', '缺少必填值。'),
  not_an_amount: say('This is not an amount of money.', '不是金额。'),
  not_a_number: say('This is not a number.', '不是数字。'),
  not_whole: say('A whole number is needed.', '应为整数。'),
  not_a_date: say('This is not a date in a form that is known.', '不是可识别的日期。'),
  impossible_date: say('There is no such day or time.', '不存在这样的日期或时间。'),
  date_out_of_range: say('The year lies outside 1900 to 2100.', '年份不在 1900 至 2100 之间。'),
  unknown_value: say('The value is none of those the field knows.', '不在该字段的可选值之内。'),
  not_yes_or_no: say('This says neither yes nor no.', '既不是“是”也不是“否”。'),
  out_of_bounds: say('The number lies outside the bounds of the field.', '数值超出该字段允许的范围。'),
  damaged_id: say(
    'A spreadsheet has shortened this identifier; its last digits are lost. Export the column as text.',
    '编号被电子表格改写为科学计数，末位数字已丢失。请以文本格式重新导出该列。',
  ),
  id_too_long: say('The identifier is longer than 400 bytes.', '编号超过 400 字节。'),
} as const satisfies Record<string, Reason>

/** What was found about rows that are kept. */
const findings = {
  duplicate_key: say(
    'The key occurs again later in the same load; the last row counts.',
    '同一批中主键重复，以最后一行为准。',
  ),
  unknown_reference: say('It names something that “{table}” does not hold.', '“{table}”表中没有对应的记录。'),
  off_scale: say('The score lies off its scale and is left empty.', '评分超出量表范围，已置空。'),
  unclear_scale: say(
    'A scale needs a lowest and a higher highest score; this row counts as rated on an unknown one.',
    '量表需要最低分和更高的最高分；该行按量表未知处理。',
  ),
  skipped_hour: say(
    'Clocks skipped this hour when summer time began; it is read as if they had not yet changed.',
    '夏令时开始时跳过了这一小时，按未调表时处理。',
  ),
  before_predecessor: say(
    'It lies before what must come first ({predecessor}).',
    '早于应先发生的 {predecessor}。',
  ),
  before_joining: say('The purchase lies before the customer joined.', '购买时间早于入会日期。'),
  in_the_future: say('The date lies in the future.', '日期在未来。'),
  positive_return: say('A return has a positive amount.', '退货金额为正数。'),
} as const satisfies Record<string, Reason>

/** Decisions and derivations that hold for a whole column. */
const notes = {
  dates_read_as: say('Read as {formats}.', '按 {formats} 读取。'),
  day_order_decided: say(
    'Day and month are read as {order}: the column decides it.',
    '依据整列内容，日月顺序按{order}读取。',
  ),
  decimal_comma: say('The comma is read as the decimal sign.', '逗号按小数点读取。'),
  decimals_of_ids_removed: say(
    '“.0” at the end of every identifier was removed.',
    '每个编号末尾的“.0”已去除。',
  ),
  ids_half_width: say(
    'Full-width or invisible characters in identifiers were made plain.',
    '编号中的全角或不可见字符已规范化。',
  ),
  placeholders_emptied: say(
    'Placeholders such as NULL or N/A count as empty.',
    'NULL、N/A 等占位符按空值处理。',
  ),
  amounts_rounded: say('Amounts finer than four decimals are rounded.', '超过四位小数的金额已四舍五入。'),
  words_translated: say('Words were translated: {words}.', '取值已转换：{words}。'),
  derived_line_no: say(
    'Lines are numbered in the order in which they occur in the order.',
    '行号按订单内出现的顺序编号。',
  ),
  derived_order_id: say('Orders are told apart by customer, store and time.', '按客户、门店和时间区分订单。'),
  derived_id: say('Entries are told apart by their content.', '按内容区分记录。'),
  derived_kind: say(
    'Where it is not said, negative quantities or amounts are returns, others sales.',
    '未注明时，数量或金额为负视为退货，其余为销售。',
  ),
  derived_net_amount: say('Net amount is worked out as {formula}.', '实付金额按 {formula} 计算。'),
  derived_quantity: say('Each line counts as one piece.', '每行按一件计。'),
  derived_constant: say('No column says this; “{value}” is used.', '没有对应的列，统一取“{value}”。'),
  derived_name: say('Where a name is missing the identifier is shown.', '没有名称时显示编号。'),
  returns_negated: say(
    'Returns are written with positive amounts; their sign was turned.',
    '退货金额原为正数，已改为负数。',
  ),
  repeated_rows: say(
    'Taken from rows that repeat it; the last filled value counts.',
    '从重复出现的行中提取，以最后的非空值为准。',
  ),
} as const satisfies Record<string, Reason>

/** Things to know about how a file is read. */
const warnings = {
  encoding_guessed: say(
    'The file is not UTF-8; it is read as {encoding}. Look at the sample.',
    '文件不是 UTF-8，按 {encoding} 读取，请核对样例。',
  ),
  header_not_first: say(
    'The names stand in row {row}; what is above is passed over.',
    '列名在第 {row} 行，其上内容已略过。',
  ),
  names_repeated: say('These names occur more than once: {names}.', '列名重复：{names}。'),
  no_rows: say('There is a header but no row.', '只有表头，没有数据行。'),
  columns_missing: say(
    'Other files of this source have columns that are missing here: {names}.',
    '与同组其他文件相比缺少列：{names}。',
  ),
  columns_extra: say(
    'Other files of this source do not have these columns: {names}.',
    '与同组其他文件相比多出列：{names}。',
  ),
  rows_inside_quotes: say(
    'In lines {lines} a quoted text holds lines that look like rows: perhaps a quote is missing.',
    '第 {lines} 行的引号内含有疑似数据行，可能缺少引号。',
  ),
} as const satisfies Record<string, Reason>

/** Questions only the user can answer. */
const questions = {
  day_order: say('Does “{column}” write the day or the month first?', '“{column}”列是日在前还是月在前？'),
  table: say('What does “{source}” hold?', '“{source}”是什么数据？'),
  required_field: say('Which column of “{source}” is {field}?', '“{source}”中哪一列是 {field}？'),
} as const satisfies Record<string, Reason>

export const reasons = { ...rejections, ...findings, ...notes, ...warnings, ...questions } as const

export type ReasonCode = keyof typeof reasons

/** What a code of a report says in a language; the code itself when it is none of ours. */
export function reasonText(code: string, locale: Locale, params: Params = {}): string {
  return Object.hasOwn(reasons, code) ? reasons[code as ReasonCode][locale](inWords(params, locale)) : code
}

const dayOrders = {
  dmy: { en: 'day first', 'zh-CN': '日在前' },
  mdy: { en: 'month first', 'zh-CN': '月在前' },
}
const dateLetters: Readonly<Record<string, string>> = {
  '%Y': 'YYYY',
  '%y': 'YY',
  '%m': 'MM',
  '%d': 'DD',
  '%b': 'Mon',
  '%B': 'Month',
  '%H': 'hh',
  '%I': 'hh',
  '%M': 'mm',
  '%S': 'ss',
  '%p': 'AM/PM',
}

/** Names of tables, day orders and date formats as a person writes them. */
function inWords({ table, order, formats, ...params }: Params, locale: Locale): Params {
  return {
    ...params,
    ...(table !== undefined && { table: canonicalTables[table as TableName]?.title[locale] ?? table }),
    ...(order !== undefined && { order: dayOrders[order as keyof typeof dayOrders]?.[locale] ?? order }),
    ...(formats !== undefined && {
      formats: String(formats).replace(/%[a-z]/gi, (part) => dateLetters[part] ?? part),
    }),
  }
}
