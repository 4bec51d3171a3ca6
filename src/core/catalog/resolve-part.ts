import type { PartFact } from './catalog.js'
import { MAIN_COLOR } from './color-code.js'
import type { Decisions } from './decisions.js'
import type { Facts } from './facts.js'
import { splitPrefix, type Prefixed } from './id-prefix.js'
import { normalPart, withoutPose } from './part-id.js'
import { follow, nothing, TITLES, type OtherSystem, type Question, type Resolution } from './resolution.js'
import { resolveByName } from './resolve-name.js'

/** Chains of moves and suffixes are short; a library that goes round in a circle must not hang us. */
const MAX_STEPS = 12

/**
 * What an LDraw part is called in another system. The user's word comes first, then the tables, then what
 * the name itself says. It never guesses in silence: `confidence` and `steps` say how sure the answer is.
 */
export function resolvePart(id: string, to: OtherSystem, facts: Facts, decisions?: Decisions): Resolution {
  return resolve(normalPart(id), { to, facts, decisions, depth: 0, resolve })
}

function resolve(id: string, question: Question): Resolution {
  const { to, facts, decisions, depth } = question
  if (depth > MAX_STEPS) return nothing('unknown', `${id}: the names go round in a circle`)
  const word = decisions?.map.get(id)
  if (decisions && word !== undefined) return byUser(id, word, question, decisions)
  const fact = facts.part(id)
  if (!fact) return resolveByName(id, question)
  const number = fact.numbers[to]
  return number === undefined ? withoutNumber(fact, question) : known(fact, number, question)
}

function byUser(id: string, word: string, question: Question, decisions: Decisions): Resolution {
  const { to, facts } = question
  decisions.fired.add(`[map] ${id}`)
  const step = `${decisions.file} says "${id}" = "${word}"`
  if (word === 'skip') return nothing('skip', step)
  const { system, rest } = splitPrefix(word)
  if (system === to) return { number: rest, confidence: 'user', rule: 'user', steps: [step], alternates: [] }
  const twin = system === 'ldraw' ? normalPart(rest) : namesake(system, rest, facts)
  if (twin === undefined || twin === id) return resolve(id, { ...question, decisions: undefined })
  const found = follow(twin, step, { ...question, decisions: undefined }, 'exact')
  return found.number === undefined ? found : { ...found, confidence: 'user', rule: 'user' }
}

function namesake(system: Prefixed | undefined, number: string, facts: Facts): string | undefined {
  if (system === undefined || system === 'ldraw' || system === 'element' || system === 'lego') return undefined
  return facts.partsByNumber(system, number)[0]?.id
}

function known(fact: PartFact, number: string, { to, facts }: Question): Resolution {
  const { id, source, rivals = [] } = fact
  const same = number === id
  const plain = fact.confidence === 'exact' || fact.confidence === 'renamed' || fact.confidence === 'unknown'
  const confidence = plain ? (same ? 'exact' : 'renamed') : fact.confidence
  const from = source === undefined ? `Rebrickable's list${dated(facts)}` : (SOURCES[source] ?? source)
  const steps = [`${from}: ${id} is ${number}${same ? '' : ` on ${TITLES[to]}`}`]
  if (confidence === 'mould-generic') steps.push('LDraw split this number into moulds; shops keep the number')
  const color = fact.kind === 'physical' && fact.content.length === 1 ? fact.content[0]?.color : undefined
  const resolution: Resolution = {
    number,
    confidence,
    rule: confidence,
    steps,
    alternates: to === 'bricklink' ? rivals : [],
  }
  return color === undefined || color === MAIN_COLOR ? resolution : { ...resolution, color }
}

function dated(facts: Facts): string {
  const date = facts.sources().get('numbers')
  return date === undefined ? '' : ` (${date})`
}

const SOURCES: Record<string, string> = {
  'studio-table': "Studio's part table",
  'rebrickable-api': "Rebrickable's API",
  'ldraw-keyword': 'a keyword in the LDraw file',
  'number-exists-on-BrickLink': 'the same number exists on BrickLink',
  'RB-part-number': "Rebrickable's number of the part",
}

/** A part that is listed, but without a number in the system that is asked for. */
function withoutNumber(fact: PartFact, question: Question): Resolution {
  const { id, kind, content } = fact
  const [first] = content
  switch (kind) {
    case 'moved':
    case 'alias':
      if (first)
        return follow(
          first.part,
          `LDraw: ${id} ${kind === 'moved' ? 'moved to' : 'is another number of'} ${first.part}`,
          question,
          'alias',
        )
      break
    case 'physical':
      if (first && content.length === 1) return physical(id, first.part, first.color, question)
      return nothing('assembly', `${id} is ${list(fact)}`, 'count what it consists of: --assemblies split')
    case 'sticker':
      return sticker(fact)
    case 'subpart':
    case 'primitive':
      return nothing('not-a-part', `${id} is geometry that parts are made of, never a piece`)
    case 'third-party':
      return nothing('third-party', `${id} is not made by LEGO: no shop for LEGO parts has it`)
    case 'shortcut':
      if (first && question.facts.part(content[1]?.part ?? '')?.kind === 'sticker')
        return follow(first.part, `the sticker is left out: ${first.part}`, question, 'sticker-dropped')
      if (content.length > 0) return assembly(fact, question)
  }
  return resolveByName(id, question)
}

function physical(id: string, part: string, color: number, question: Question): Resolution {
  const found = follow(part, `LDraw: ${id} is ${part} in color ${color}`, question, 'alias')
  return color === MAIN_COLOR ? found : { ...found, color }
}

/** Shops may sell a pose or a print of an assembly whole; else it is to be taken apart. */
function assembly(fact: PartFact, question: Question): Resolution {
  const found = withoutPose(fact.id) !== fact.id ? resolveByName(fact.id, question) : undefined
  if (found?.number !== undefined) return found
  return nothing(
    'assembly',
    `${fact.id} is an assembly of ${list(fact)}`,
    'count what it consists of: --assemblies split',
  )
}

function list({ content }: PartFact): string {
  return content.map(({ part, quantity }) => (quantity === 1 ? part : `${quantity} x ${part}`)).join(', ')
}

/** Stickers are sold by the sheet, whose number comes from the set. */
function sticker({ id, sets = [] }: PartFact): Resolution {
  const sheets = sets.map((set) => `${set}stk01`)
  const step = `${id} is one sticker of a sheet, which is not sold alone`
  if (sheets.length === 0) return nothing('sticker-sheet', step, 'find the sheet of the set, or leave the sticker out')
  return { ...nothing('sticker-sheet', step, `it may be on the sheet ${sheets.join(' or ')}`), alternates: sheets }
}
