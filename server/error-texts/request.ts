import { text } from './error-text.ts'
import type { ErrorText } from './error-text.ts'

/** What is said of a request that asks for something wrong: its parameters, its address, its body, where it comes from. */
export const requestErrors = {
  unknown_parameter: text(
    400,
    (p) => `“${p.parameter}” is not a parameter here. Known parameters: ${p.known}.`,
    (p) => `没有名为“${p.parameter}”的参数。可用的参数：${p.known}。`,
  ),
  missing_parameter: text(
    400,
    (p) => `“${p.parameter}” is required.`,
    (p) => `缺少参数“${p.parameter}”。`,
  ),
  repeated_parameter: text(
    400,
    (p) => `“${p.parameter}” takes one value and was given several.`,
    (p) => `参数“${p.parameter}”只能有一个值，但收到了多个。`,
  ),
  bad_date: text(
    400,
    (p) =>
      `“${p.parameter}” must be a day of the calendar from 1900 to 2299, written YYYY-MM-DD; “${p.value}” is not.`,
    (p) => `参数“${p.parameter}”应为 1900 至 2299 年间真实存在的日期，写作 YYYY-MM-DD；“${p.value}”不是。`,
  ),
  bad_choice: text(
    400,
    (p) => `“${p.parameter}” must be one of ${p.choices}; “${p.value}” is not.`,
    (p) => `参数“${p.parameter}”只能取 ${p.choices}；“${p.value}”不在其中。`,
  ),
  bad_count: text(
    400,
    (p) => `“${p.parameter}” must be a whole number from ${p.min} to ${p.max}; “${p.value}” is not.`,
    (p) => `参数“${p.parameter}”应为 ${p.min} 到 ${p.max} 之间的整数；“${p.value}”不是。`,
  ),
  bad_number: text(
    400,
    (p) => `“${p.parameter}” must be a number from ${p.min} to ${p.max}; “${p.value}” is not.`,
    (p) => `参数“${p.parameter}”应为 ${p.min} 到 ${p.max} 之间的数；“${p.value}”不是。`,
  ),
  bad_text: text(
    400,
    (p) => `“${p.parameter}” must be text of 1 to ${p.max} characters without control characters.`,
    (p) => `参数“${p.parameter}”应为 1 到 ${p.max} 个字符的文本，且不含控制字符。`,
  ),
  too_many_members: text(
    400,
    (p) => `“${p.parameter}” has ${p.count} values; at most ${p.max} are allowed.`,
    (p) => `参数“${p.parameter}”有 ${p.count} 个值，最多允许 ${p.max} 个。`,
  ),
  period_reversed: text(
    400,
    (p) => `“${p.parameter}” (${p.from}) must not be after “${p.end}” (${p.to}).`,
    (p) => `“${p.parameter}”（${p.from}）不能晚于“${p.end}”（${p.to}）。`,
  ),
  period_too_long: text(
    400,
    (p) =>
      `“${p.parameter}”: a period of ${p.days} days is too long for grain “${p.grain}”; at most ${p.max} days. Choose a coarser grain or a shorter period.`,
    (p) =>
      `“${p.parameter}”：期间共 ${p.days} 天，对粒度“${p.grain}”过长，最多 ${p.max} 天。请选择更粗的粒度或更短的期间。`,
  ),
  unknown_metric: text(
    404,
    (p) => `There is no metric “${p.metric}”. The catalogue is at /api/metrics.`,
    (p) => `没有指标“${p.metric}”。指标目录见 /api/metrics。`,
  ),
  unknown_field: text(
    400,
    (p) => `“${p.parameter}” in the request body is not known.`,
    (p) => `请求内容中的“${p.parameter}”不是已知字段。`,
  ),
  bad_field: text(
    400,
    (p) => `“${p.parameter}” in the request body does not have the form that /api/openapi.json describes.`,
    (p) => `请求内容中的“${p.parameter}”不符合 /api/openapi.json 所述的格式。`,
  ),
  bad_json: text(
    400,
    () => 'The request body is not valid JSON.',
    () => '请求内容不是有效的 JSON。',
  ),
  bad_request: text(
    400,
    () => 'The request cannot be understood.',
    () => '无法理解该请求。',
  ),
  not_found: text(
    404,
    (p) => `There is nothing at ${p.path}.`,
    (p) => `${p.path} 不存在。`,
  ),
  not_acceptable: text(
    406,
    (p) => `This address offers ${p.choices}.`,
    (p) => `此地址只提供 ${p.choices}。`,
  ),
  body_too_large: text(
    413,
    (p) => `The request is larger than the ${p.max} allowed.`,
    (p) => `请求内容超过了允许的大小（${p.max}）。`,
  ),
  unsupported_media: text(
    415,
    (p) => `The content type must be ${p.choices}.`,
    (p) => `内容类型必须是 ${p.choices}。`,
  ),
  foreign_host: text(
    403,
    (p) => `The host “${p.value}” is not this computer. Open Regulars at its loopback address.`,
    (p) => `主机“${p.value}”不是本机。请用本机地址打开 Regulars。`,
  ),
  foreign_origin: text(
    403,
    () => 'A request that changes something must come from the pages of Regulars itself.',
    () => '修改数据的请求只能来自 Regulars 自己的页面。',
  ),
  bad_weights: text(
    400,
    (p) =>
      `Weights must be 0 or more and add up to 100%; these add up to ${p.sum}%. Correct them, or scale them to 100%.`,
    (p) => `权重不能为负，且合计须为 100%；现合计为 ${p.sum}%。请修改，或按比例调整为 100%。`,
  ),
  unknown_weights: text(
    404,
    (p) => `There is no version ${p.version} of the weights of the satisfaction index.`,
    (p) => `满意度指数没有版本 ${p.version} 的权重。`,
  ),
  withdrawn_weights: text(
    409,
    (p) =>
      `Version ${p.version} of the weights was withdrawn before. To have it in force again, save it anew.`,
    (p) => `权重版本 ${p.version} 已被撤回。如需再次生效，请重新保存。`,
  ),
} as const satisfies Record<string, ErrorText>
