import { text } from './error-text.ts'
import type { ErrorText } from './error-text.ts'

/** What is said of a load: its upload, its mapping, its job, its batch. */
export const loadErrors = {
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
  nothing_loaded: text(
    503,
    () => 'There is no data yet. Load some on the Data page, or with “regulars load” or “regulars sample”.',
    () => '还没有数据。请在“数据”页载入，或使用 regulars load、regulars sample。',
  ),
  bad_time_zone: text(
    400,
    (p) => `“${p.value}” is not a time zone. Write it like Asia/Shanghai.`,
    (p) => `“${p.value}”不是时区。请写成 Asia/Shanghai 的形式。`,
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
  load_out_of_memory: text(
    507,
    () =>
      'There was not enough memory for this load. Nothing was changed; load fewer files at once, or allow more with LOAD_MEMORY.',
    () => '内存不足以完成本次载入。没有任何改动；请分批载入，或用 LOAD_MEMORY 允许使用更多内存。',
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
  unknown_batch: text(
    404,
    (p) => `There is no loaded batch “${p.id}”. “regulars check” lists them.`,
    (p) => `没有已载入的批次“${p.id}”。可用 regulars check 查看列表。`,
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
    (p) => `${p.file}：读取了 ${p.expected} 行，但只收到 ${p.found} 行。未载入任何数据，请反馈此问题。`,
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
