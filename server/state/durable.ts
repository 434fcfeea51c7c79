import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Returns when the content of a file, or the names in a folder, will survive a power cut. */
export function sync(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** The same without holding up what else this process does. */
export async function syncAside(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Renames what is already synced, and returns when the new name will survive a power cut. */
export function moveDurably(from: string, to: string): void {
  renameSync(from, to)
  sync(dirname(to))
}

/** Makes a folder that is not there yet, and returns when its name will survive a power cut. */
export function makeFolderDurably(path: string): void {
  if (existsSync(path)) return
  mkdirSync(path, { recursive: true })
  sync(dirname(path))
}
