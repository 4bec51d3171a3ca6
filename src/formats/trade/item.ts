import type { Facts } from '../../core/catalog/facts.js'
import { PREFIXES, splitPrefix, type Prefix } from '../../core/catalog/id-prefix.js'
import type { IdSystem, ItemType } from '../../core/inventory.js'
import { anyColor, colorReader } from '../rows/color-reader.js'
import { conditionOf, itemTypeOf, setNumber } from '../rows/words.js'
import type { TradeField, TradeRecord } from './records.js'

/** What is sold, in the numbers of the file. */
export interface Item {
  system: IdSystem
  part: string
  color: number
  itemType: ItemType
  /** Absent where the file does not say. */
  condition?: 'N' | 'U'
}

/** Columns that say what is sold. Names after the first are what services, shops and people call it. */
export const ITEM_FIELDS = {
  part: ['itemno', 'part', 'item', 'itemid', 'partno', 'partnum', 'partnumber', 'no', 'boid', 'designid'],
  color: ['colorid', 'color', 'colour', 'colourid', 'colorname', 'colourname'],
  system: ['colorscheme', 'scheme', 'system', 'numbers'],
  type: ['itemtype', 'type'],
  element: ['elementid', 'element'],
  condition: ['condition', 'cond', 'neworused'],
} as const satisfies Record<string, TradeField>

/** Reads what is sold; a text says why it cannot be told. Numbers that say nothing else are BrickLink's. */
export function itemReader(facts: Facts): (record: TradeRecord) => Item | string {
  const colors = new Map<IdSystem, (text: string) => number | undefined>()
  return (record) => {
    const word = record.says(ITEM_FIELDS.part)
    const { system: prefix, rest } = splitPrefix(word)
    const element = record.says(ITEM_FIELDS.element)
    const said = record.says(ITEM_FIELDS.system)
    const system = prefix ?? (said === '' ? 'bricklink' : systemOf(said))
    if (system === undefined) return `nobody knows the numbers of ${said}`
    const condition = conditionIn(record.says(ITEM_FIELDS.condition))
    if (condition === '?') return `${record.says(ITEM_FIELDS.condition)} is neither new nor used`
    const state = condition === undefined ? {} : { condition }
    if (word === '') {
      if (element === '') return 'a row without the number of a part'
      return { system: 'element', part: element, color: anyColor('element'), itemType: 'P', ...state }
    }
    const kind = record.says(ITEM_FIELDS.type)
    const itemType = kind === '' ? 'P' : itemTypeOf(kind)
    if (itemType === undefined) return `nobody knows the item type ${kind} of ${rest}`
    if (itemType !== 'P')
      return { system, part: itemType === 'S' ? setNumber(rest) : rest, color: anyColor(system), itemType, ...state }
    const text = record.says(ITEM_FIELDS.color)
    const color = system === 'element' ? anyColor(system) : colorIn(system)(text)
    if (color === undefined) return text === '' ? `no color for ${rest}` : `nobody knows the color ${text} of ${rest}`
    return { system, part: rest, color, itemType, ...state }
  }

  function colorIn(system: IdSystem): (text: string) => number | undefined {
    const reader = colors.get(system) ?? colorReader(system, system, facts)
    colors.set(system, reader)
    return (text) => (text === '' ? undefined : reader(text))
  }
}

function systemOf(word: string): IdSystem | undefined {
  const name = word.toLowerCase()
  return Object.hasOwn(PREFIXES, name) ? PREFIXES[name as Prefix] : Object.values(PREFIXES).find((one) => one === name)
}

/** Brick Owl grades what is used: `usedg` is used and good. */
function conditionIn(text: string): 'N' | 'U' | undefined | '?' {
  if (text === '' || /^(x|any)$/i.test(text)) return undefined
  if (/^(new|used)/i.test(text)) return /^new/i.test(text) ? 'N' : 'U'
  const condition = conditionOf(text)
  return condition === 'N' || condition === 'U' ? condition : '?'
}
