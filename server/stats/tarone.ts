/**
 * The level at which each of several exact tests may speak so that all together raise a false alarm with probability
 * `level` at most (Tarone 1990). `least` holds the smallest p-value that each test can reach at all: a test that cannot
 * reach the level is none, and costs the others nothing. `level` itself when no test or one can.
 */
export function taroneLevel(least: readonly number[], level: number): number {
  const reaching = (tests: number) => least.filter((chance) => chance <= level / tests).length
  let tests = 1
  while (reaching(tests) > tests) tests += 1
  return level / tests
}
