/** Lines between named points, put together to as long ways as they make. Lines that are there twice are one. */
export function chained(lines: readonly (readonly [string, string])[]): string[][] {
  const at = new Map<string, Set<string>>()
  for (const [a, b] of lines) if (a !== b) join(a, b)
  const ways: string[][] = []
  // Ways begin where an odd number of lines meet; what is left then goes around.
  const odd = [...at].filter(([, others]) => others.size % 2 === 1).map(([point]) => point)
  for (const start of [...odd, ...at.keys()])
    for (let way = walk(start); way.length > 1; way = walk(start)) ways.push(way)
  return ways

  function join(a: string, b: string): void {
    at.set(a, (at.get(a) ?? new Set()).add(b))
    at.set(b, (at.get(b) ?? new Set()).add(a))
  }

  function walk(start: string): string[] {
    const way = [start]
    for (let point = start; ;) {
      const [next] = at.get(point) ?? []
      if (next === undefined) return way
      at.get(point)?.delete(next)
      at.get(next)?.delete(point)
      way.push(next)
      point = next
    }
  }
}
