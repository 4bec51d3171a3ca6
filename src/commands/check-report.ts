import { count } from '../core/count.js'
import { verdictCounts, type Verdict } from '../core/lists/check.js'
import type { Profile } from '../core/lists/profile.js'
import { profileInWords } from '../core/lists/profile.js'
import type { Paint } from '../core/paint.js'
import { printable } from '../core/printable.js'
import { lotInWords, placeInWords, type Checked, type Finding, type FindingGroup } from './check-findings.js'

interface TextOptions {
  paint: Paint
  verbose?: boolean
}

/** What was found, for people: the worst first, each with its evidence. */
export function findingsAsText(groups: FindingGroup[], { paint, verbose }: TextOptions): string {
  let text = ''
  for (const { level, code, headline, findings } of groups) {
    const reason = code === 'lot.unchecked' ? sharedEvidence(findings) : undefined
    text += `${paint.level(level, level.padEnd(7))}  ${printable(headline)}${reason === undefined ? '' : `: ${printable(reason)}`}\n`
    const shown = verbose || findings.length <= MANY + 1 ? findings : findings.slice(0, MANY)
    for (const finding of shown)
      text += `  ${printable(line(finding))}\n${reason === undefined ? evidence(finding, paint) : ''}`
    if (shown.length < findings.length) text += `  ... and ${findings.length - shown.length} more (-v shows all)\n`
  }
  return text
}

/** What became of the rules of a profile. */
export function rulesAsText(profile: Profile, { rules }: Checked): string {
  const width = Math.max(...rules.map(({ rule }) => rule.length), 0)
  const lines = rules.map(({ rule, status, message, source, date }) => {
    const isOther = source !== profile.source || date !== profile.date
    return `${status.padEnd(11)}  ${rule.padEnd(width)}  ${message}${isOther ? ` [${source}, ${date}]` : ''}`
  })
  const context = profile.context.map((sentence) => `to know      ${sentence}`)
  return [`profile ${profileInWords(profile)}`, ...lines, ...context].map((one) => `${printable(one)}\n`).join('')
}

/** `143 lots: 2 never, 5 old, 3 rare, 133 fine` */
export function sumInWords({ lots }: Checked): string {
  const counts = verdictCounts(lots)
  const words = ORDER.flatMap((verdict) => {
    const lots = counts.get(verdict) ?? 0
    return lots === 0 && verdict !== 'fine' ? [] : `${lots} ${WORDS[verdict]}`
  })
  return `${count(lots.length, 'lot')}: ${words.join(', ')}`
}

const ORDER: Verdict[] = ['never', 'numbered', 'unnumbered', 'old', 'unchecked', 'rare', 'fine']

const WORDS: { [verdict in Verdict]: string } = {
  never: 'in no catalogued set',
  numbered: 'in no set but numbered',
  unnumbered: 'without an element number',
  old: 'old',
  unchecked: 'not checked',
  rare: 'rare',
  fine: 'fine',
}

/** Why nothing could be checked, where that is the same for all. */
function sharedEvidence([first, ...others]: Finding[]): string | undefined {
  if (!first || others.length === 0) return undefined
  return others.every(({ evidence }) => evidence === first.evidence) ? first.evidence : undefined
}

/** Findings of one kind that are shown without `-v`. */
const MANY = 10

function line({ row, place }: Finding): string {
  return place ? `${placeInWords(place)}  ${lotInWords(row)}` : lotInWords(row)
}

function evidence({ evidence: words }: Finding, paint: Paint): string {
  return words === '' ? '' : `${paint.faint(`      ${printable(words)}`)}\n`
}
