import { readFileSync } from 'node:fs'

/** Preloaded into a server: its clock, and that of the processes it starts, is ahead by as many milliseconds as a file says. */
const file = process.env.CLOCK_FILE!
const Real = Date
const now = () => Real.now() + Number(readFileSync(file, 'utf8'))

globalThis.Date = new Proxy(Real, {
  construct: (target, values: [] | [number]) =>
    values.length === 0 ? new target(now()) : new target(...values),
  get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
})
