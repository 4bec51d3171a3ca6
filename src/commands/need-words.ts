import { colorTitle } from '../core/catalog/color-title.js'
import type { Facts } from '../core/catalog/facts.js'
import { count } from '../core/count.js'
import { piecesIn, type Lot } from '../core/inventory.js'
import type { Assigned } from '../core/lists/assign.js'
import { needTotals, type NeededLot, type NeedTotals } from '../core/lists/needed.js'
import type { RuleName } from '../core/lists/rules.js'
import { printable } from '../core/printable.js'
import type { Supply } from './need-supply.js'

/** `Have 962 of 1217 parts (79 %), 104 of 143 lots complete`, and by which rules. */
export function haveLines(needed: readonly NeededLot[], facts: Facts): string[] {
  const sum = needTotals(needed)
  return [
    `Have ${haveWords(sum)}`,
    ...ruleLines(
      needed.flatMap(({ matches }) => matches),
      facts,
    ),
  ]
}

/** Rounded down, so that nearly all is not all. */
export function haveWords({ parts, have, lots, complete }: NeedTotals): string {
  const percent = parts === 0 ? 100 : Math.floor((100 * have) / parts)
  return `${have} of ${count(parts, 'part')} (${percent} %), ${complete} of ${count(lots, 'lot')} complete`
}

export function missingLine(needed: readonly NeededLot[], list?: number): string {
  const { missing, lots, complete } = needTotals(needed, list)
  return missing === 0 ? 'Nothing is missing' : `Missing ${count(missing, 'part')} in ${count(lots - complete, 'lot')}`
}

/** One line for each source, where there are several. */
export function shareLines(needed: readonly NeededLot[], sources: readonly string[]): string[] {
  if (sources.length < 2) return []
  return sources.map((source, list) => `  ${printable(source)}: ${haveWords(needTotals(needed, list))}`)
}

/** Each match, and why it is one. */
export function explainLines({ needed, whereabouts, lists, loaded: { catalog } }: Supply): string[] {
  return needed.flatMap(({ matches }) =>
    matches.map(({ need, own, quantity, rule, list }) => {
      const { place = '', state = 'loose', source = '' } = whereabouts().get(own) ?? {}
      const [given, wanted] = [lotName(own, catalog), lotName(need, catalog)]
      const reason = rule.reason(need)
      const where = place === '' ? (state === 'loose' ? '' : `, ${state} in ${source}`) : `, in ${place}`
      const whose = lists.length > 1 ? `, for ${lists[list]?.sources.join(', ') ?? ''}` : ''
      const what = given === wanted ? given : `${given} for ${wanted}`
      return printable(`  ${quantity}x ${what}: ${reason === '' ? 'exact' : reason}${where}${whose}`)
    }),
  )
}

/** `3001 Red` */
export function lotName({ written, part, color }: Lot, facts: Facts): string {
  return `${written ?? part} ${colorTitle('ldraw', color, facts)}`
}

const KINDS: Record<RuleName, string> = {
  exact: 'exact',
  mould: 'other mould',
  substitute: 'substitute',
  'any-color': 'other color',
  alternate: 'alternate',
  print: 'plain for print',
}

function ruleLines(matches: Assigned[], facts: Facts): string[] {
  const kinds = (Object.keys(KINDS) as RuleName[]).flatMap((kind) => {
    const some = matches.filter(({ rule }) => rule.name === kind)
    return some.length === 0
      ? []
      : [{ name: KINDS[kind], pieces: String(piecesIn(some)), note: noteOf(kind, some, facts) }]
  })
  const name = Math.max(...kinds.map((kind) => kind.name.length))
  const pieces = Math.max(...kinds.map((kind) => kind.pieces.length))
  return kinds.map((kind) => {
    return `  ${kind.name.padEnd(name)}  ${kind.pieces.padStart(pieces)}  ${printable(kind.note)}`.trimEnd()
  })
}

/** Why, or what for what: the match of most pieces. */
function noteOf(kind: RuleName, matches: Assigned[], facts: Facts): string {
  if (kind === 'exact') return ''
  if (kind === 'any-color') {
    const reasons = [...new Set(matches.map(({ rule, need }) => rule.reason(need)))]
    return reasons.length > 2 ? `${reasons.slice(0, 2).join('; ')}; ...` : reasons.join('; ')
  }
  const [first] = matches.toSorted((a, b) => b.quantity - a.quantity)
  if (!first) return ''
  const name = (lot: Lot) => (kind === 'substitute' ? lotName(lot, facts) : (lot.written ?? lot.part))
  return `${matches.length > 1 ? 'e.g. ' : ''}${name(first.own)} for ${name(first.need)}`
}
