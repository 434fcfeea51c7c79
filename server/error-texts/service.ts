import { text } from './error-text.ts'
import type { ErrorText } from './error-text.ts'

/** What is said when the service cannot answer now, or cannot start as it was set up. */
export const serviceErrors = {
  pages_not_built: text(
    503,
    () => 'The pages have not been built yet. Stop the server and run “npm start” once; it builds them.',
    () => '页面尚未构建。请停止服务并运行一次 npm start，它会构建页面。',
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
} as const satisfies Record<string, ErrorText>
