import type { Locale, Text } from '../queries/metric.ts'

export type ErrorParams = Readonly<Record<string, string | number>>
type Say = (params: ErrorParams) => string
type ErrorText = Readonly<Record<Locale, Say>> & { readonly status: number }

const text = (status: number, en: Say, zh: Say): ErrorText => ({ status, en, 'zh-CN': zh })

const damages: Readonly<Record<string, Text>> = {
  gzip: { en: 'its compressed content breaks off or is wrong', 'zh-CN': '压缩内容中断或有误' },
  workbook: { en: 'it is not a whole workbook', 'zh-CN': '不是完整的工作簿' },
  parquet: { en: 'it is not a whole Parquet file', 'zh-CN': '不是完整的 Parquet 文件' },
}
const kindsOfFile: Readonly<Record<string, Text>> = {
  image: { en: 'a picture', 'zh-CN': '图片' },
  html: { en: 'a web page', 'zh-CN': '网页' },
  json: { en: 'JSON without a table', 'zh-CN': '不含表格的 JSON' },
  json_array: { en: 'a JSON list', 'zh-CN': 'JSON 数组' },
  binary: { en: 'no text', 'zh-CN': '非文本内容' },
  xls: { en: 'a workbook of the old XLS format', 'zh-CN': '旧版 XLS 工作簿' },
  sqlite: { en: 'a database', 'zh-CN': '数据库文件' },
}
const damage = ({ format }: ErrorParams, locale: Locale) => damages[format!]?.[locale] ?? String(format)
/** A kind without words of its own is the name of an archive format. */
const kindOfFile = ({ kind }: ErrorParams, locale: Locale) =>
  kindsOfFile[kind!]?.[locale] ??
  (locale === 'en' ? `a ${String(kind).toUpperCase()} file` : ` ${String(kind).toUpperCase()} 文件`)

/**
 * Every error a user can meet: its HTTP status and what it says. A text names what is wrong, where, and what to do.
 * `parameter` among the params names the part of the request that is at fault.
 */
const errorTexts = {
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
  pages_not_built: text(
    503,
    () => 'The pages have not been built yet. Stop the server and run “npm start” once; it builds them.',
    () => '页面尚未构建。请停止服务并运行一次 npm start，它会构建页面。',
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
  preparing: text(
    503,
    () => 'The data is being prepared. This page continues by itself as soon as it is ready.',
    () => '数据正在准备中，完成后页面会自动继续。',
  ),
  busy: text(
    503,
    () => 'Too many questions at once. Please ask again in a moment.',
    () => '同时提出的查询过多，请稍后重试。',
  ),
  busy_files: text(
    503,
    () => 'Many files are arriving or being looked into at the moment. Please try again in a moment.',
    () => '正在接收或识别的文件较多，请稍后重试。',
  ),
  too_many_listeners: text(
    503,
    () => 'Too many pages are following loads. Close some of them, or ask for the job now and then.',
    () => '跟踪载入进度的页面过多。请关闭一些页面，或隔一会儿再查询任务。',
  ),
  stopping: text(
    503,
    () => 'The server is stopping.',
    () => '服务正在停止。',
  ),
  too_slow: text(
    504,
    (p) => `No answer within ${p.seconds} seconds. Choose a shorter period or fewer details.`,
    (p) => `${p.seconds} 秒内没有得到结果。请缩短期间或减少明细。`,
  ),
  too_many_rows: text(
    422,
    (p) => `The answer has more than ${p.max} rows. Choose a shorter period or a coarser grain.`,
    (p) => `结果超过 ${p.max} 行。请缩短期间或选择更粗的粒度。`,
  ),
  out_of_memory: text(
    503,
    () =>
      'There was not enough memory for this question. Choose a shorter period or fewer details, ask again when less is asked at once, or allow more with QUERY_MEMORY.',
    () =>
      '内存不足以回答该查询。请缩短期间或减少明细，稍后在查询较少时重试，或用 QUERY_MEMORY 允许使用更多内存。',
  ),
  query_failed: text(
    500,
    () => 'The question could not be answered. The cause is in the server log.',
    () => '查询失败，原因已写入服务日志。',
  ),
  internal: text(
    500,
    () => 'Something went wrong in the server. The cause is in the server log.',
    () => '服务出现错误，原因已写入服务日志。',
  ),
  unknown_upload: text(
    404,
    () => 'These uploaded files are no longer there; they are kept for one day. Please choose them again.',
    () => '上传的文件已不存在（只保留一天），请重新选择文件。',
  ),
  upload_in_use: text(
    409,
    () => 'These files are being checked or loaded. Wait until that has ended, or cancel it first.',
    () => '这些文件正在检查或载入。请等待完成，或先取消任务。',
  ),
  unknown_job: text(
    404,
    () => 'This job is not known; it may be from before the last start.',
    () => '没有这项任务；它可能属于上次启动之前。',
  ),
  no_rejects: text(
    404,
    () => 'There is no file of rejected rows: none were rejected, or the check has not run yet.',
    () => '没有被拒绝的行的文件：没有行被拒绝，或尚未检查。',
  ),
  no_files: text(
    400,
    () => 'No file arrived. Choose at least one file.',
    () => '没有收到文件，请至少选择一个文件。',
  ),
  too_many_files: text(
    413,
    (p) => `At most ${p.max} files can be uploaded at once. Load a folder from the terminal instead.`,
    (p) => `一次最多上传 ${p.max} 个文件。更多文件请在终端载入文件夹。`,
  ),
  file_too_large: text(
    413,
    (p) => `“${p.file}” is larger than ${p.max}. Load it from the terminal instead.`,
    (p) => `“${p.file}”超过 ${p.max}，请改在终端载入。`,
  ),
  detection_failed: text(
    422,
    () =>
      'The files could not be looked into: they need too much time or memory. Load them from the terminal, or split them.',
    () => '无法识别这些文件：所需时间或内存过多。请在终端载入，或拆分后再试。',
  ),
  file_too_demanding: text(
    422,
    (p) =>
      `“${p.file}” could not be looked into: it needs too much time or memory. Load it from the terminal, or split it.`,
    (p) => `无法识别“${p.file}”：所需时间或内存过多。请在终端载入，或拆分后再试。`,
  ),
  bad_port: text(
    400,
    (p) => `PORT must be a whole number from 0 to 65535; “${p.value}” is not.`,
    (p) => `PORT 应为 0 到 65535 之间的整数；“${p.value}”不是。`,
  ),
  host_not_loopback: text(
    400,
    (p) =>
      `HOST “${p.value}” would open Regulars to the network. It has no accounts yet, so anyone could read and change the data. Use 127.0.0.1, ::1 or localhost.`,
    (p) =>
      `HOST“${p.value}”会把 Regulars 开放到网络上。目前还没有账号，任何人都能读取和修改数据。请使用 127.0.0.1、::1 或 localhost。`,
  ),
  bad_log_level: text(
    400,
    (p) => `LOG_LEVEL must be one of ${p.choices}; “${p.value}” is not.`,
    (p) => `LOG_LEVEL 只能取 ${p.choices}；“${p.value}”不在其中。`,
  ),
  bad_data_dir: text(
    400,
    (p) =>
      `DATA_DIR “${p.value}” cannot be used as a folder to write to (${p.reason}). Choose another folder.`,
    (p) => `DATA_DIR“${p.value}”不能作为可写的文件夹（${p.reason}）。请换一个文件夹。`,
  ),
  bad_memory: text(
    400,
    (p) =>
      `${p.name} must be a share of the memory like 40% or a size like 4GB, at least 64MB; “${p.value}” is not.`,
    (p) => `${p.name} 应为内存的百分比（如 40%）或大小（如 4GB），至少 64MB；“${p.value}”不是。`,
  ),
  state_busy: text(
    503,
    () => 'Another program is writing to the data folder. Nothing was changed; please try again in a moment.',
    () => '另一个程序正在写入数据文件夹。没有任何改动，请稍后重试。',
  ),
  data_dir_gone: text(
    503,
    (p) =>
      `The data folder ${p.path} is no longer there. The numbers shown are from before; nothing can be loaded. Put the folder back and start Regulars again.`,
    (p) =>
      `数据文件夹 ${p.path} 已不存在。页面显示的是此前的数据，现在不能载入。请放回该文件夹并重新启动 Regulars。`,
  ),
  data_dir_read_only: text(
    503,
    (p) =>
      `Nothing can be written to the data folder ${p.path}. The numbers shown are right, but nothing can be loaded or changed until it may be written to again.`,
    (p) => `数据文件夹 ${p.path} 不可写入。页面显示的数据仍然正确，但在恢复写入之前不能载入或修改。`,
  ),
  clock_behind: text(
    503,
    (p) =>
      `The clock of this computer shows ${p.now}, which is before the newest data was loaded (${p.published_at}). Set the clock right: periods such as “this month” follow it.`,
    (p) =>
      `本机时钟为 ${p.now}，早于最近一次数据发布的时间（${p.published_at}）。请校正时钟：“本月”等期间以它为准。`,
  ),
  thread_pool_small: text(
    400,
    (p) =>
      `UV_THREADPOOL_SIZE is ${p.value}; it must be at least ${p.min}, or slow questions would stop the whole server. Start with “npm start” or bin/regulars.mjs, which set it.`,
    (p) =>
      `UV_THREADPOOL_SIZE 为 ${p.value}，至少应为 ${p.min}，否则慢查询会让整个服务停住。请用 npm start 或 bin/regulars.mjs 启动，它们会自动设置。`,
  ),
  port_taken: text(
    400,
    (p) => `Port ${p.port} is already in use. Is Regulars running already? Set PORT to use another one.`,
    (p) => `端口 ${p.port} 已被占用。Regulars 是否已经在运行？可用 PORT 指定其他端口。`,
  ),
  cannot_listen: text(
    400,
    (p) =>
      `Nothing can be served at ${p.host}, port ${p.port} (${p.reason}). Set HOST and PORT to another address.`,
    (p) => `无法在 ${p.host} 的端口 ${p.port} 上提供服务（${p.reason}）。请用 HOST 和 PORT 指定其他地址。`,
  ),
  nothing_loaded: text(
    503,
    () => 'There is no data yet. Load some on the Data page, or with “regulars load” or “regulars sample”.',
    () => '还没有数据。请在“数据”页载入，或使用 regulars load、regulars sample。',
  ),
  other_model: text(
    409,
    () =>
      'The data were prepared by another version of Regulars. Start this one once (“regulars serve”) and it prepares them anew from the loaded batches, which stay as they are; then ask again.',
    () =>
      '数据由另一版本的 Regulars 准备。请先启动一次本版本（regulars serve），它会用已载入的批次重新准备数据（批次不变），然后再查询。',
  ),
  state_damaged: text(
    500,
    (p) =>
      `The state store ${p.path} is damaged. Run “regulars check --repair”, or restore a backup into an empty folder with “regulars restore”.`,
    (p) =>
      `状态库 ${p.path} 已损坏。请运行 regulars check --repair，或用 regulars restore 把备份恢复到空文件夹。`,
  ),
  state_missing: text(
    500,
    (p) =>
      `There are batches but no state store ${p.path}. Run “regulars check --repair”: it is read again from the batches.`,
    (p) => `存在批次，但缺少状态库 ${p.path}。请运行 regulars check --repair，从批次中重新读取。`,
  ),
  state_newer: text(
    500,
    (p) =>
      `${p.path} was written by a newer version of Regulars. Update Regulars, or use another data folder.`,
    (p) => `${p.path} 由更新版本的 Regulars 写入。请升级 Regulars，或换一个数据文件夹。`,
  ),
  bad_time_zone: text(
    400,
    (p) => `“${p.value}” is not a time zone. Write it like Asia/Shanghai.`,
    (p) => `“${p.value}”不是时区。请写成 Asia/Shanghai 的形式。`,
  ),
  bad_weights: text(
    400,
    (p) =>
      `Weights must be 0 or more and add up to 100 %; these add up to ${p.sum} %. Correct them, or scale them to 100 %.`,
    (p) => `权重不能为负，且合计须为 100 %；现合计为 ${p.sum} %。请修改，或按比例调整为 100 %。`,
  ),
  bad_currency: text(
    400,
    (p) => `“${p.value}” is not a currency. Write its three letters, such as CNY.`,
    (p) => `“${p.value}”不是货币代码。请写三个大写字母，例如 CNY。`,
  ),
  loading_already: text(
    409,
    (p) =>
      `Another load is running (${p.purpose}, process ${p.pid}, since ${p.since}). One runs at a time; wait until it has finished and try again.`,
    (p) =>
      `另一个载入正在进行（${p.purpose}，进程 ${p.pid}，始于 ${p.since}）。同一时间只能载入一个，请等它完成后再试。`,
  ),
  lock_lost: text(
    409,
    () => 'This load stood still so long that another one took its place. Nothing was changed; load again.',
    () => '本次载入停顿过久，已被另一个载入取代。没有任何改动，请重新载入。',
  ),
  disk_too_small: text(
    507,
    (p) =>
      `${p.path} has ${p.free} free; this needs about ${p.needed}. Free some space and try again. Nothing was changed.`,
    (p) => `${p.path} 剩余空间 ${p.free}，约需 ${p.needed}。请腾出空间后重试，没有任何改动。`,
  ),
  disk_full: text(
    507,
    (p) =>
      `The disk became full while working in ${p.path}. Nothing was changed; free some space and try again.`,
    (p) => `在 ${p.path} 工作时磁盘已满。没有任何改动，请腾出空间后重试。`,
  ),
  load_out_of_memory: text(
    507,
    () =>
      'There was not enough memory for this load. Nothing was changed; load fewer files at once, or allow more with LOAD_MEMORY.',
    () => '内存不足以完成本次载入。没有任何改动；请分批载入，或用 LOAD_MEMORY 允许使用更多内存。',
  ),
  batch_damaged: text(
    500,
    (p) =>
      `Batch ${p.batch} is damaged: ${p.file} is not as it was written. Undo it with “regulars undo ${p.batch}” and load its files again, or restore a backup.`,
    (p) =>
      `批次 ${p.batch} 已损坏：${p.file} 与写入时不一致。请用 regulars undo ${p.batch} 撤销后重新载入原文件，或恢复备份。`,
  ),
  cancelled: text(
    499,
    () => 'Cancelled. Nothing half-done stays.',
    () => '已取消，不会留下未完成的内容。',
  ),
  load_failed: text(
    500,
    () =>
      'The load failed for a reason Regulars did not foresee. Nothing was changed; the cause is in the log.',
    () => '载入因未预见的原因失败。没有任何改动，原因已写入日志。',
  ),
  load_died: text(
    500,
    () =>
      'The load process ended before it was done, perhaps for lack of memory. Nothing half-done stays; load again.',
    () => '载入进程提前结束，可能是内存不足。不会留下未完成的内容，请重新载入。',
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
  unknown_batch: text(
    404,
    (p) => `There is no loaded batch “${p.id}”. “regulars check” lists them.`,
    (p) => `没有已载入的批次“${p.id}”。可用 regulars check 查看列表。`,
  ),
  snapshot_wrong: text(
    500,
    (p) => `The snapshot does not agree with the batches (${p.what}). Nothing was published.`,
    (p) => `快照与批次不一致（${p.what}），未发布。`,
  ),
  identity_key_wrong: text(
    500,
    (p) => `${p.path} is not the key that sealed the personal fields. Put the right key back from a backup.`,
    (p) => `${p.path} 不是封存个人信息所用的密钥。请从备份中放回正确的密钥。`,
  ),
  backup_foreign: text(
    422,
    (p) => `${p.path} is not a Regulars backup. Nothing was restored.`,
    (p) => `${p.path} 不是 Regulars 的备份文件。没有恢复任何内容。`,
  ),
  backup_damaged: text(
    422,
    (p) => `${p.path} is damaged or incomplete (${p.what}). Nothing was restored; use another backup.`,
    (p) => `${p.path} 已损坏或不完整（${p.what}）。没有恢复任何内容，请换用其他备份。`,
  ),
  backup_newer: text(
    422,
    (p) =>
      `${p.path} was written by a newer version of Regulars (${p.version}). Update Regulars first. Nothing was restored.`,
    (p) => `${p.path} 由更新版本的 Regulars 写入（${p.version}）。请先升级 Regulars。没有恢复任何内容。`,
  ),
  folder_not_empty: text(
    409,
    (p) => `${p.path} already holds data. Restore into an empty folder (--data-dir).`,
    (p) => `${p.path} 中已有数据。请恢复到空文件夹（--data-dir）。`,
  ),
  file_missing: text(
    404,
    (p) => `There is no file or folder “${p.path}”.`,
    (p) => `没有文件或文件夹“${p.path}”。`,
  ),
  no_data_files: text(
    400,
    (p) =>
      `“${p.path}” holds no data files. Regulars reads CSV, TSV, gz, XLSX, Parquet and JSON Lines (.jsonl).`,
    (p) => `“${p.path}”中没有数据文件。可读取 CSV、TSV、gz、XLSX、Parquet 和 JSON Lines（.jsonl）。`,
  ),
  empty_file: text(
    422,
    (p) => `“${p.file}” is empty.`,
    (p) => `“${p.file}”是空文件。`,
  ),
  no_header: text(
    422,
    (p) =>
      `“${p.file}” has no row of column names: its first row (${p.row}) looks like values. Add a header row, say which row holds the names, or list them in a mapping file (columns: [a, b, …]).`,
    (p) =>
      `“${p.file}”没有列名：首行（${p.row}）看起来是数据。请添加表头、指定表头所在的行，或在映射文件中列出列名（columns: [a, b, …]）。`,
  ),
  unsupported_file: text(
    415,
    (p) =>
      `“${p.file}” cannot be read: it is ${kindOfFile(p, 'en')}. Save it as CSV, TSV, XLSX, Parquet or JSON Lines (one object a line).`,
    (p) =>
      `无法读取“${p.file}”：这是${kindOfFile(p, 'zh-CN')}。请另存为 CSV、TSV、XLSX、Parquet 或 JSON Lines（每行一个对象）。`,
  ),
  damaged_file: text(
    422,
    (p) => `“${p.file}” is damaged or incomplete: ${damage(p, 'en')}. Export or copy it again.`,
    (p) => `“${p.file}”已损坏或不完整：${damage(p, 'zh-CN')}。请重新导出或复制。`,
  ),
  decompression_bomb: text(
    422,
    (p) =>
      `“${p.file}” unpacks to more than ${p.ratio} times its size; it is refused as a decompression bomb.`,
    (p) => `“${p.file}”解压后超过自身的 ${p.ratio} 倍，疑似压缩炸弹，已拒绝。`,
  ),
  workbook_too_large: text(
    422,
    (p) => `The texts in workbook “${p.file}” are too large to keep in memory. Save the sheet as CSV.`,
    (p) => `工作簿“${p.file}”中的文本过大。请把工作表另存为 CSV。`,
  ),
  too_many_columns: text(
    422,
    (p) => `“${p.file}” has ${p.columns} columns; at most ${p.max} are read. Is the delimiter right?`,
    (p) => `“${p.file}”有 ${p.columns} 列，最多读取 ${p.max} 列。分隔符是否正确？`,
  ),
  unknown_sheet: text(
    400,
    (p) => `“${p.file}” has no sheet “${p.sheet}”. Its sheets: ${p.known}.`,
    (p) => `“${p.file}”中没有工作表“${p.sheet}”。现有工作表：${p.known}。`,
  ),
  unknown_encoding: text(
    400,
    (p) => `“${p.encoding}” is not an encoding that can be read. Try utf-8, gb18030, big5 or windows-1252.`,
    (p) => `不认识编码“${p.encoding}”。可用 utf-8、gb18030、big5、windows-1252 等。`,
  ),
  unknown_time_zone: text(
    400,
    (p) => `“${p.time_zone}” is not a time zone. Write it like Asia/Shanghai.`,
    (p) => `“${p.time_zone}”不是有效的时区，应写作 Asia/Shanghai 这样的形式。`,
  ),
  rows_lost: text(
    500,
    (p) =>
      `${p.file}: ${p.expected} rows were read but ${p.found} arrived. Nothing was loaded; please report this.`,
    (p) => `${p.file}：读取了 ${p.expected} 行，但只收到 ${p.found} 行。未加载任何数据，请反馈此问题。`,
  ),
  bad_plan: text(
    400,
    (p) => `The mapping does not fit the files: ${p.problem}`,
    (p) => `映射与文件不符：${p.problem}`,
  ),
  mapping_incomplete: text(
    422,
    (p) => `Table ${p.table} needs ${p.fields}; no column is mapped to it.`,
    (p) => `表 ${p.table} 需要字段 ${p.fields}，但没有列与之对应。`,
  ),
  bad_mapping_file: text(
    422,
    (p) => `${p.file}, line ${p.line}: ${p.problem}`,
    (p) => `${p.file} 第 ${p.line} 行：${p.problem}`,
  ),
  nothing_mapped: text(
    422,
    () => 'No column of these files was recognised. Map the columns by hand, or write a mapping file.',
    () => '没有识别出任何列。请手动映射，或编写映射文件。',
  ),
  sample_folder_in_use: text(
    409,
    (p) =>
      `${p.path} holds files that are not a sample. Choose an empty folder with --out; nothing was written.`,
    (p) => `${p.path} 中有并非样例的文件。请用 --out 指定一个空文件夹；没有写入任何内容。`,
  ),
} as const satisfies Record<string, ErrorText>

export type ErrorCode = keyof typeof errorTexts

/** What an error says to a user of this language. */
export function errorText(code: ErrorCode, params: ErrorParams, locale: Locale): string {
  return errorTexts[code][locale](params)
}

/**
 * An error the product foresees. Its message is the English text; a route or command prints it in the user's
 * language with `errorText`. What only an engineer may see goes into `cause`.
 */
export class ProductError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly status: number

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(errorText(code, params, 'en'), options)
    this.name = 'ProductError'
    this.code = code
    this.params = params
    this.status = errorTexts[code].status
  }
}
