import * as fs from 'node:fs'

const RECORDED = '../shared/recorded/'

/** What a service once answered. */
interface Recording {
  file: string
  kind: string
}

/** All recordings of a market; none where `../shared` is absent, and tests of them are skipped. */
export function recordingsOf(market: string): Recording[] {
  if (!fs.existsSync(RECORDED)) return []
  const index = JSON.parse(fs.readFileSync(`${RECORDED}INDEX.json`, 'utf8')) as Recording[]
  return index.filter(({ file }) => file.startsWith(`${market}/`))
}

export function recorded(file: string): Buffer {
  return fs.readFileSync(`${RECORDED}${file}`)
}

/** The names that lead to each value that has none in it. */
export function leavesIn(value: unknown, names: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [names]
  return Object.entries(value).flatMap(([name, member]) => leavesIn(member, [...names, name]))
}

interface Looked {
  decode(body: unknown): unknown
  /** Another value of the same kind as that of a leaf. */
  other(value: unknown): unknown
}

/** Those leaves of which another value makes no difference to what is decoded; one that breaks it was looked at. */
export function lostOf(body: unknown, leaves: string[][], { decode, other }: Looked): string[][] {
  const plain = JSON.stringify(decode(body))
  return leaves.filter((names) => {
    const changed = structuredClone(body)
    const holder = names.slice(0, -1).reduce((one, name) => (one as Record<string, unknown>)[name], changed)
    const members = holder as Record<string, unknown>
    const last = names.at(-1) ?? ''
    members[last] = other(members[last])
    try {
      return JSON.stringify(decode(changed)) === plain
    } catch {
      return false
    }
  })
}

/** Every object has a member more, but for those of these names: tables of others' numbers. */
export function widened(value: unknown, but: readonly string[] = [], name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => widened(one, but))
  if (typeof value !== 'object' || value === null || but.includes(name)) return value
  const members = Object.entries(value).map(([key, member]) => [key, widened(member, but, key)])
  return { ...Object.fromEntries(members), brand_new_member: { since: [2027] } }
}
