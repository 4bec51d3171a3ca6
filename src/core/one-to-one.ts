/** Whether no two things are called the same: lots that differ before a renumbering by it then differ after it, too. */
export function isOneToOne(names: Iterable<string | number | undefined>): boolean {
  const seen = new Set<string | number | undefined>()
  for (const name of names) {
    const key = typeof name === 'string' ? name.toLowerCase() : name
    if (seen.has(key)) return false
    seen.add(key)
  }
  return true
}
