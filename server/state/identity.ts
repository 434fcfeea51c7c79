import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { ProductError } from '../errors.ts'
import { sync } from './durable.ts'
import type { State } from './state.ts'

/** What seals personal fields and recognises them without reading them. */
export interface IdentityKeys {
  /** For AES-256-GCM; a key of bytes would take ten times as long to set up each time. */
  readonly seal: KeyObject
  /** For the keyed digest by which a later load sees that personal fields have not changed. */
  readonly digest: Buffer
}

const format = 1
const nonceBytes = 12
const tagBytes = 16

/**
 * The keys of this data folder; the first call makes `identity.key`, readable by its owner only.
 * Throws `identity_key_wrong` when the file is not the one that sealed what is there: nothing could be read any more.
 */
export function identityKeys(state: State): IdentityKeys {
  const path = state.dir.identity_key
  const known = state.database
    .prepare("select value from setting where name = 'identity_key_print'")
    .get()?.value
  if (!existsSync(path) && known === undefined) createKey(path)
  const key = existsSync(path) ? readFileSync(path) : null
  if (key?.length !== 32 || (known !== undefined && print(key) !== known))
    throw new ProductError('identity_key_wrong', { path })
  state.database
    .prepare("insert or ignore into setting (name, value) values ('identity_key_print', ?)")
    .run(print(key))
  return { seal: createSecretKey(derive(key, 'seal')), digest: derive(key, 'digest') }
}

/** Seals text for one customer: format, nonce, ciphertext, tag. Moved to another customer it does not open. */
export function seal(keys: IdentityKeys, customer_id: string, text: string): Buffer {
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', keys.seal, nonce).setAAD(Buffer.from(customer_id))
  const body = cipher.update(text, 'utf8')
  cipher.final()
  return Buffer.concat([Buffer.of(format), nonce, body, cipher.getAuthTag()])
}

const drawn = { bytes: Buffer.alloc(0), used: 0 }

/** Drawn many at a time: one by one they take a third of the time of sealing. */
function nextNonce(): Buffer {
  if (drawn.used === drawn.bytes.length)
    Object.assign(drawn, { bytes: randomBytes(nonceBytes * 4096), used: 0 })
  return drawn.bytes.subarray(drawn.used, (drawn.used += nonceBytes))
}

/** Opens what `seal` made. Throws when a byte, the customer or the key is another. */
export function unseal(keys: IdentityKeys, customer_id: string, sealed: Buffer): string {
  const nonce = sealed.subarray(1, 1 + nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', keys.seal, nonce)
    .setAAD(Buffer.from(customer_id))
    .setAuthTag(sealed.subarray(-tagBytes))
  return (
    decipher.update(sealed.subarray(1 + nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
  )
}

/** Written whole under another name first: a key that is there is complete, and stays there. */
function createKey(path: string): void {
  const partial = `${path}.${process.pid}`
  const file = openSync(partial, 'w', 0o600)
  writeSync(file, randomBytes(32))
  fsyncSync(file)
  closeSync(file)
  try {
    linkSync(partial, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(partial)
  }
  sync(dirname(path))
}

const print = (key: Buffer) =>
  createHash('sha256').update('regulars identity').update(key).digest('hex').slice(0, 16)

const derive = (key: Buffer, use: string) =>
  Buffer.from(hkdfSync('sha256', key, '', `regulars identity ${use}`, 32))
