import type { Decisions } from '../core/catalog/decisions.js'
import { splitPrefix } from '../core/catalog/id-prefix.js'
import { normalPart } from '../core/catalog/part-id.js'
import type { Problem } from '../core/problem.js'

/** A `brick.toml` that is being read. */
export interface Entries {
  text: string
  file: string
  decisions: Decisions
  problems: Problem[]
}

export function note({ decisions, text }: Entries, rule: string, table: string, key: string): void {
  const line = lineOf(text, table, key)
  if (line !== undefined) decisions.lines?.set(rule, line)
}

/** As `Decisions` wants it: an LDraw id, whether or not `ld:` stands before it. */
export function partKey(key: string): string {
  const { system, rest } = splitPrefix(key)
  return normalPart(system === 'ldraw' ? rest : key)
}

export function unknown(reading: Entries, table: string, key?: string): void {
  const name = key === undefined ? `[${table}]` : `[${table}] ${key}`
  report(
    reading,
    { level: 'warning', code: 'config.unknown', message: `${name} is not known and not used` },
    table,
    key,
  )
}

export function wrong(reading: Entries, table: string, key: string | undefined, what: string, fix?: string): void {
  const name = key === undefined ? `[${table}]` : `[${table}] ${JSON.stringify(key)}`
  const problem: Problem = { level: 'error', code: 'config.wrong', message: `${name} ${what}; it is not used` }
  report(reading, fix === undefined ? problem : { ...problem, fix }, table, key)
}

export function report({ text, file, problems }: Entries, problem: Problem, table: string, key?: string): void {
  const line = lineOf(text, table, key)
  problems.push({ ...problem, file, ...(line === undefined ? {} : { line }) })
}

/** The parser tells no lines, so we look for the heading and the key; undefined for unusual spellings. */
function lineOf(text: string, table: string, key?: string): number | undefined {
  let here = ''
  for (const [index, line] of text.split('\n').entries()) {
    const heading = /^\s*\[\s*(["']?)([^\]"']+?)\1\s*\]/.exec(line)
    if (heading) here = heading[2] ?? ''
    if (heading && key === undefined && here === table) return index + 1
    if (heading || (key !== undefined && here !== table)) continue
    const found = /^\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*=/.exec(line)?.[1]?.replace(/^["']|["']$/g, '')
    if (found === (key ?? table)) return index + 1
  }
  return undefined
}

export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
