import type { Level } from '../core/problem.js'
import type { RuleResult } from '../core/lists/check-profile.js'
import { lotInWords, type FindingGroup } from './check-findings.js'

/**
 * What was found as GitHub's annotations, which show it beside the lines of a model in a pull request.
 * Source: docs.github.com, "Workflow commands for GitHub Actions".
 */
export function findingsForGitHub(groups: FindingGroup[], rules: RuleResult[]): string {
  const found = groups.flatMap(({ level, code, headline, findings }) =>
    findings.map(({ row, place, evidence }) => {
      const message = `${lotInWords(row)}: ${headline.replace(/^\d+ lots? /, '')}${evidence === '' ? '' : `; ${evidence}`}`
      return annotation(level, { ...(place && { file: place.file, line: place.line }), title: code }, message)
    }),
  )
  const broken = rules.flatMap(({ level, rule, message }) =>
    level === undefined ? [] : annotation(level, { title: `profile.${rule}` }, `${rule}: ${message}`),
  )
  return [...found, ...broken].map((line) => `${line}\n`).join('')
}

const NAMES = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies { [level in Level]: string }

function annotation(level: Level, properties: { [name: string]: string | number }, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`)
  return `::${NAMES[level]} ${list.join(',')}::${escaped(message)}`
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
