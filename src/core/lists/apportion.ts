/**
 * Divides pieces in proportion to what each asks for, by largest remainders; of equal ones, the first. Nobody gets more
 * than it asks for.
 */
export function apportion(pieces: number, asked: readonly number[]): number[] {
  const all = asked.reduce((sum, one) => sum + one, 0)
  if (pieces >= all) return [...asked]
  const rests = asked.map((one) => (all === 0 ? 0 : (pieces * one) % all))
  const shares = asked.map((one, index) => (all === 0 ? 0 : (pieces * one - (rests[index] ?? 0)) / all))
  const open = pieces - shares.reduce((sum, one) => sum + one, 0)
  const order = rests.map((rest, index) => ({ index, rest }))
  order.sort((a, b) => b.rest - a.rest || a.index - b.index)
  for (const { index } of order.slice(0, open)) shares[index] = (shares[index] ?? 0) + 1
  return shares
}
