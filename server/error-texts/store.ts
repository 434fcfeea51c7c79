import { text } from './error-text.ts'
import type { ErrorText } from './error-text.ts'

/** What is said of the data folder, its disk and its backups. */
export const storeErrors = {
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
  batch_damaged: text(
    500,
    (p) =>
      `Batch ${p.batch} is damaged: ${p.file} is not as it was written. Undo it with “regulars undo ${p.batch}” and load its files again, or restore a backup.`,
    (p) =>
      `批次 ${p.batch} 已损坏：${p.file} 与写入时不一致。请用 regulars undo ${p.batch} 撤销后重新载入原文件，或恢复备份。`,
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
} as const satisfies Record<string, ErrorText>
