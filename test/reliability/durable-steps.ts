import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { DatabaseSync, StatementSync } from 'node:sqlite'

/**
 * Preloaded into a process: writes down each step after which a power cut would find something else on the disk
 * (`sync`, `move`, `remove`, `write` and `commit` of the state store), and dies before the one that it is told.
 */
const list = process.env.STEPS_FILE!
const dies_before = Number(process.env.STEPS_DIE_BEFORE ?? Infinity)
const { appendFileSync, fsyncSync, openSync, renameSync, rmSync } = fs
const opened = new Map<number, string>()
let done = 0

function step(what: string): void {
  if (done === dies_before) process.kill(process.pid, 'SIGKILL')
  done += 1
  appendFileSync(list, `${what}\n`)
}

fs.openSync = ((path, ...rest) => {
  const file = openSync(path, ...rest)
  opened.set(file, String(path))
  return file
}) as typeof openSync
fs.fsyncSync = (file) => {
  step(`sync ${opened.get(file)}`)
  fsyncSync(file)
}
fs.renameSync = (from, to) => {
  step(`move ${String(from)} ${String(to)}`)
  renameSync(from, to)
}
fs.rmSync = (path, options) => {
  if (fs.existsSync(path)) step(`remove ${String(path)}`)
  rmSync(path, options)
}
syncBuiltinESMExports()

const { exec } = DatabaseSync.prototype
DatabaseSync.prototype.exec = function (sql) {
  if (/^(begin|commit)/.test(sql)) step(sql)
  exec.call(this, sql)
}
const { run } = StatementSync.prototype
StatementSync.prototype.run = function (...values) {
  const [, table] = /^\s*(?:insert(?: or replace)? into|update|delete from) (\w+)/.exec(this.sourceSQL) ?? []
  if (table) step(`write ${table}`)
  return run.apply(this, values as never)
}
