import { defineConfig } from 'vitest/config'

const env = { TZ: 'America/St_Johns' }
/** Suites that take the time or fill disks: each has the machine to itself. */
const alone = ['deadline', 'degraded', 'full-disk', 'overload', 'publishing', 'two-loads'].map(
  (suite) => `test/reliability/${suite}.test.ts`,
)
const long = process.env.TEST_TIER === 'long'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/parity/**', 'test/reliability/**', 'test/browser/**', 'test/real-data/**'],
          env,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'integration',
          include: [
            'test/parity/**/*.test.ts',
            'test/reliability/**/*.test.ts',
            'test/real-data/**/*.test.ts',
          ],
          exclude: alone,
          env,
          testTimeout: long ? 3_600_000 : 600_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'alone',
          include: alone,
          env,
          testTimeout: long ? 3_600_000 : 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          env,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          maxConcurrency: 2,
        },
      },
    ],
  },
})
