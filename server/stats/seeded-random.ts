/**
 * Random numbers, uniform on [0, 1), that are the same for the same seed: sfc32 (Chris Doty-Humphrey, PractRand),
 * seeded with one 32-bit number and run in for twelve rounds.
 */
export function seededRandom(seed: number): () => number {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, seed | 0, 1]
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((((c << 21) | (c >>> 11)) >>> 0) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 12; round += 1) next()
  return next
}

/** Standard normal numbers from uniform ones, by the polar method of Marsaglia. */
export function normals(random: () => number): () => number {
  let [spare, has_spare] = [0, false]
  return () => {
    if (has_spare) {
      has_spare = false
      return spare
    }
    for (;;) {
      const x = 2 * random() - 1
      const y = 2 * random() - 1
      const size = x * x + y * y
      if (size === 0 || size >= 1) continue
      const scale = Math.sqrt((-2 * Math.log(size)) / size)
      spare = y * scale
      has_spare = true
      return x * scale
    }
  }
}
