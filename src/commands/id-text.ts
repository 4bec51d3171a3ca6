import { isSure, type ColorFact, type PartFact } from '../core/catalog/catalog.js'
import { prefixOf } from '../core/catalog/id-prefix.js'
import type { Meaning } from '../core/catalog/identify.js'
import { OTHER_SYSTEMS, TITLES, type Resolution } from '../core/catalog/resolution.js'
import { elementData, resolutions, type Context, type ElementData } from './id-data.js'

/** A meaning as one line for people, or a few. */
export function meaningAsText(meaning: Meaning, context: Context): string {
  if (meaning.kind === 'element') return elementText(elementData(meaning.element, context))
  if (meaning.kind === 'color') return `${colorNumber(meaning)}${colorText(meaning.color)}\n`
  const { part, system, number, others, was } = meaning
  const resolved = resolutions(part.id, context)
  const own = system === 'ldraw' ? [] : [`LDraw ${part.id}${more(others)}`]
  const targets = OTHER_SYSTEMS.filter((target) => target !== system && resolved[target].number !== undefined)
  const numbers = [...own, ...targets.map((target) => `${TITLES[target]} ${numberText(resolved[target])}`)]
  if (resolved.bricklink.number === undefined) numbers.push(withoutNumber(resolved.bricklink))
  const renamed = was === undefined ? '' : `  (${was} is now ${number})`
  return `${[`${prefixOf(system)}:${number}  ${part.title || `(${part.kind})`}${renamed}`, ...numbers].join('      ')}\n`
}

/** Where the numbers come from, one step a line. */
export function whyAsText(meaning: Meaning, context: Context): string {
  if (meaning.kind !== 'part') return ''
  const { part } = meaning
  const { facts, decisions } = context
  const resolved = resolutions(part.id, context)
  const steps = OTHER_SYSTEMS.flatMap((target) => {
    const { steps, confidence, number } = resolved[target]
    if (target === 'brickowl' && number === undefined) return []
    return steps.map((step, i) => `${TITLES[target]}: ${step}${i === steps.length - 1 ? `  [${confidence}]` : ''}`)
  })
  const rule = decisions.map.get(part.id)
  const own = `${decisions.file} [map]: ${rule === undefined ? 'no rule' : `"${part.id}" = "${rule}"`}`
  const rebrickable = resolved.rebrickable.number ?? ''
  const relations = [
    ['other moulds', facts.moulds(rebrickable)],
    ['used in its place', facts.alternates(rebrickable)],
    ['prints', prints(part, context)],
    ['sold as a piece of', part.partOf === undefined ? [] : [`BrickLink ${part.partOf}`]],
    ['consists of', part.content.map(({ part: id, quantity }) => (quantity === 1 ? id : `${quantity} x ${id}`))],
  ] as const
  const related = relations.filter(([, list]) => list.length > 0).map(([name, list]) => `${name}: ${list.join(', ')}`)
  return [...steps, own, ...related].map((line) => `  ${line}\n`).join('')
}

export function nearAsText(parts: PartFact[]): string {
  const width = Math.max(...parts.map(({ id }) => id.length))
  return parts.map(({ id, title }) => `  ld:${id.padEnd(width)}  ${title}\n`).join('')
}

function prints({ id }: PartFact, { facts }: Context): string[] {
  const count = facts.ids().filter((other) => other.startsWith(`${id}p`)).length
  return count === 0 ? [] : [String(count)]
}

function more(others: PartFact[]): string {
  return others.length === 0
    ? ''
    : ` (also ${others
        .slice(0, 4)
        .map(({ id }) => id)
        .join(', ')}${others.length > 4 ? ', ...' : ''})`
}

/** Answers that leave something away or assume something say so. */
function numberText({ number = '', confidence }: Resolution): string {
  return isSure(confidence) ? number : `${number} (${confidence})`
}

function withoutNumber({ rule, alternates, steps }: Resolution): string {
  if (rule === 'assembly') return 'not sold as one on BrickLink'
  if (rule === 'sticker-sheet')
    return `one sticker of a sheet${alternates.length > 0 ? `, perhaps ${alternates.join(' or ')}` : ''}`
  return rule === 'skip' ? 'skipped in brick.toml' : (steps.at(-1) ?? 'no BrickLink number known')
}

/** A color found by its number says whose number that is. */
function colorNumber({ system, number }: Extract<Meaning, { kind: 'color' }>): string {
  return system === undefined || number === undefined ? '' : `${prefixOf(system)}:${number}  `
}

function colorText({ name, ldraw, lego, legoName, rgb, kind, ...color }: ColorFact): string {
  const numbers = [
    ...(lego.length > 0 ? [`LEGO ${lego.join('/')}${legoName === '' ? '' : ` ${legoName}`}`] : []),
    ...(color.bricklink === undefined ? [] : [`BrickLink ${color.bricklink}`]),
    `LDraw ${ldraw}`,
    ...(color.rebrickable === undefined ? [] : [`Rebrickable ${color.rebrickable}`]),
    ...(color.brickowl === undefined ? [] : [`Brick Owl ${color.brickowl}`]),
  ]
  const stuff =
    kind === 'rubber' || kind === 'fabric' ? ` (${kind}: sold as ${color.bricklinkName ?? 'the plain color'})` : ''
  return `color ${name}: ${numbers.join(', ')}  ${rgb}${stuff}`
}

function elementText({ element, part, name, color, siblings }: ElementData): string {
  const number = part.ldraw ?? part.rebrickable
  const lego = color && color.lego.length > 0 ? ` (LEGO ${color.lego.join('/')} ${color.legoName})` : ''
  const first = `element ${element} = part ${number}${name === '' ? '' : ` ${name}`}, color ${color?.name ?? 'unknown'}${lego}`
  const pairs = [
    ['BrickLink', part.bricklink, color?.bricklink],
    ['Rebrickable', part.rebrickable, color?.rebrickable],
    ['LDraw', part.ldraw, color?.ldraw],
  ].filter(([, id, code]) => id !== undefined && code !== undefined)
  const second = pairs.map(([system, id, code]) => `${system} ${id} / ${code}`).join('     ')
  const others = siblings.length > 0 ? [`other element numbers for the same lot: ${siblings.join(', ')}`] : []
  return [first, ...[second, ...others].map((line) => `  ${line}`)].map((line) => `${line}\n`).join('')
}
