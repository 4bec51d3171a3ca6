/**
 * Orders part numbers as people do: 3001 before 10201, 3001 before 3001a. Total, and the same on every machine.
 * Written by hand because Intl.Collator is ten times slower, and its order changes with its data.
 */
export function byNumber(a: string, b: string): number {
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const c = a.charCodeAt(i)
    const d = b.charCodeAt(j)
    if (isDigit(c) && isDigit(d)) {
      const endA = runEnd(a, i)
      const endB = runEnd(b, j)
      const difference = Number(a.slice(i, endA)) - Number(b.slice(j, endB))
      if (difference !== 0) return difference
      i = endA
      j = endB
    } else {
      if (c !== d) return c - d
      i++
      j++
    }
  }
  return a.length - i - (b.length - j) || (a < b ? -1 : a > b ? 1 : 0)
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57
}

function runEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && isDigit(text.charCodeAt(end))) end++
  return end
}
