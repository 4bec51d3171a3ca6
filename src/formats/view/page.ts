/** Between these two lines of a Markdown page stands the list; all else is the author's own. */
export const OPENING = '<!-- brick:parts -->'
export const CLOSING = '<!-- /brick:parts -->'

/** What stands between the markers of a page, or undefined when they are not there, in this order, once each. */
export function listOnPage(page: string): string | undefined {
  const span = spanOf(page)
  return (
    span &&
    page
      .slice(span.start, span.end)
      .replaceAll('\r\n', '\n')
      .replace(/^\n+|\n+$/g, '') + '\n'
  )
}

/** The page with another list between its markers, in the page's own line endings. All else stays, byte for byte. */
export function withList(page: string, list: string): string | undefined {
  const span = spanOf(page)
  if (!span) return undefined
  const lineEnd = page.includes('\r\n') ? '\r\n' : '\n'
  const middle = `\n\n${list.replace(/\n+$/, '')}\n\n`.replaceAll('\n', lineEnd)
  return page.slice(0, span.start) + middle + page.slice(span.end)
}

/** A page that holds nothing but the list. */
export function newPage(list: string): string {
  return `${OPENING}\n\n${list.replace(/\n+$/, '')}\n\n${CLOSING}\n`
}

/** The lines that go (`-`) and those that come (`+`), in order. Empty when both are equal. */
export function changedLines(before: string, after: string): string[] {
  const old = before.split('\n')
  const now = after.split('\n')
  let head = 0
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head++
  let tail = 0
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  return betweenEqualEnds(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
}

function spanOf(page: string): { start: number; end: number } | undefined {
  const opening = page.indexOf(OPENING)
  const start = opening + OPENING.length
  const end = page.indexOf(CLOSING, start)
  if (opening < 0 || end < 0 || page.indexOf(OPENING, start) >= 0) return undefined
  return { start, end }
}

/** By the longest common subsequence; lists that differ in thousands of lines are told as two blocks. */
function betweenEqualEnds(old: string[], now: string[]): string[] {
  if (old.length * now.length > 4_000_000) return [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)]
  const width = now.length + 1
  const common = new Uint32Array((old.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const changes: string[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      i++
      j++
    } else if (j === now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) changes.push(`-${old[i++]}`)
    else changes.push(`+${now[j++]}`)
  }
  return changes
}
