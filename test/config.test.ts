import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  languageOfTerminal,
  readConfig,
  readLoadMemory,
  requireDataDir,
  requireThreadPool,
} from '../server/config.ts'
import { availableMemory, memoryOf } from '../server/memory.ts'

describe('the settings of the process', () => {
  it('have defaults that need no thought', () => {
    expect(readConfig({})).toEqual({
      port: 4600,
      host: '127.0.0.1',
      data_dir: resolve('data'),
      log_level: 'warn',
      thread_pool: 4,
      query_memory: Math.floor(availableMemory() * 0.4),
    })
  })

  it.each([
    [{ PORT: 'abc' }, 'bad_port', 'abc'],
    [{ PORT: '65536' }, 'bad_port', '65536'],
    [{ PORT: '-1' }, 'bad_port', '-1'],
    [{ HOST: '0.0.0.0' }, 'host_not_loopback', 'accounts'],
    [{ HOST: '::' }, 'host_not_loopback', 'accounts'],
    [{ HOST: '192.168.1.2' }, 'host_not_loopback', '192.168.1.2'],
    [{ HOST: 'example.com' }, 'host_not_loopback', 'example.com'],
    [{ HOST: '127.0.0.1:80' }, 'host_not_loopback', '127.0.0.1:80'],
    [{ HOST: '[::1]' }, 'host_not_loopback', '[::1]'],
    [{ HOST: '127.0.0.999' }, 'host_not_loopback', '127.0.0.999'],
    [{ LOG_LEVEL: 'loud' }, 'bad_log_level', 'loud'],
    [{ QUERY_MEMORY: 'much' }, 'bad_memory', 'QUERY_MEMORY'],
    [{ QUERY_MEMORY: '101%' }, 'bad_memory', '101%'],
    [{ QUERY_MEMORY: '10MB' }, 'bad_memory', 'at least 64MB'],
  ])('%j is refused with an explanation', (environment, code, word) => {
    const error = caught(() => readConfig(environment))
    expect(error).toMatchObject({ code, message: expect.stringContaining(word) as string })
  })

  it('give questions and loads shares of the memory, or sizes', () => {
    expect(memoryOf('40%', 10 * 2 ** 30)).toBe(4 * 2 ** 30)
    expect(memoryOf('1.5 GB')).toBe(1.5e9)
    expect(memoryOf('512MiB')).toBe(512 * 2 ** 20)
    expect(readLoadMemory({})).toBe(Math.min(Math.floor(availableMemory() * 0.5), 5e9))
    expect(readLoadMemory({ LOAD_MEMORY: '2GB' })).toBe(2e9)
  })

  it.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1'])('HOST may be %s', (host) => {
    expect(readConfig({ HOST: host }).host).toBe(host)
  })

  it('a thread pool in which slow questions would stop everything is refused', () => {
    const sized = (size: string) => () => requireThreadPool(readConfig({ UV_THREADPOOL_SIZE: size }))
    expect(caught(sized('15'))).toMatchObject({ code: 'thread_pool_small' })
    expect(caught(sized('many'))).toMatchObject({ code: 'thread_pool_small' })
    expect(caught(() => requireThreadPool(readConfig({})))).toMatchObject({ code: 'thread_pool_small' })
    expect(sized('16')).not.toThrow()
  })

  it('a data folder that cannot be one is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'regulars-config-'))
    writeFileSync(join(folder, 'file'), '')
    const inside = (name: string) => () => requireDataDir(readConfig({ DATA_DIR: join(folder, name) }))
    expect(caught(inside('file'))).toMatchObject({ code: 'bad_data_dir' })
    expect(inside('new/folder')).not.toThrow()
    expect(statSync(join(folder, 'new/folder')).mode & 0o077).toBe(0)
    rmSync(folder, { recursive: true })
  })

  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_TW.UTF-8' }, 'zh-CN'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{}, 'en'],
  ])('a terminal set to %j reads %s', (environment, language) => {
    expect(languageOfTerminal(environment)).toBe(language)
  })
})

function caught(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}
