import { BrickError } from '../../core/error.js'
import { PREFIXES, type Prefix } from '../../core/catalog/id-prefix.js'
import type { IdSystem, ItemType } from '../../core/inventory.js'
import type { TableField } from './table-lots.js'

/** What `--columns` says, before a table is there to look names up in. */
export interface WantedColumns {
  system?: IdSystem
  colors?: IdSystem
  itemType?: ItemType
  /** A place from 1, or a name in the header, of each column. */
  at: Partial<Record<TableField, string>>
}

/**
 * Reads `part=2,color=5,qty=1,system=bl`. A system may also stand before a point, `bl.part=2`, or alone for the part:
 * `bl=2`.
 * @throws {BrickError} when a word of it means nothing.
 */
export function wantedColumns(option: string): WantedColumns {
  const wanted: WantedColumns = { at: {} }
  for (const word of option.split(',')) {
    const [, key = '', value = ''] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(word) ?? []
    if (value === '') throw unclear(word)
    if (key.toLowerCase() === 'system') choose(wanted, systemOf(value) ?? refuse(word))
    else take(wanted, key.toLowerCase(), value, word)
  }
  const { part, element, ...others } = wanted.at
  if (part !== undefined || element === undefined) return wanted
  choose(wanted, 'element')
  return { ...wanted, at: { ...others, part: element } }
}

function take(wanted: WantedColumns, key: string, value: string, word: string): void {
  const [, prefix, name = key] = /^(\w+)\.(\w+)$/.exec(key) ?? []
  const system = prefix === undefined ? undefined : (systemOf(prefix) ?? refuse(word))
  const alone = prefix === undefined ? ALONE.get(key) : undefined
  const field = alone ? 'part' : FIELDS.get(name)
  if (field === undefined) throw unclear(word)
  if (wanted.at[field] !== undefined) throw new BrickError(`--columns names ${field} twice`, { hint: HINT })
  wanted.at[field] = value
  if (alone?.itemType) wanted.itemType = alone.itemType
  if (field === 'color' && system) wanted.colors = system
  else if (system ?? alone?.system) choose(wanted, system ?? alone?.system ?? refuse(word))
}

/** All numbers of parts in a table are of one system. */
function choose(wanted: WantedColumns, system: IdSystem): void {
  if (wanted.system !== undefined && wanted.system !== system)
    throw new BrickError(`--columns says two systems for the parts: ${wanted.system} and ${system}`, { hint: HINT })
  wanted.system = system
}

const FIELDS = new Map<string, TableField>([
  ['part', 'part'],
  ['color', 'color'],
  ['colour', 'color'],
  ['qty', 'quantity'],
  ['quantity', 'quantity'],
  ['type', 'type'],
  ['element', 'element'],
  ['el', 'element'],
  ['condition', 'condition'],
  ['maxprice', 'maxPrice'],
  ['price', 'price'],
  ['have', 'have'],
  ['remarks', 'remarks'],
  ['comments', 'comments'],
  ['name', 'name'],
  ['spare', 'spare'],
])

/** Words that say part and system at once. */
const ALONE = new Map<string, { system: IdSystem; itemType?: ItemType }>([
  ['bl', { system: 'bricklink' }],
  ['item', { system: 'bricklink' }],
  ['set', { system: 'bricklink', itemType: 'S' }],
  ['rb', { system: 'rebrickable' }],
  ['ld', { system: 'ldraw' }],
  ['bo', { system: 'brickowl' }],
  ['lego', { system: 'lego' }],
])

function systemOf(word: string): IdSystem | undefined {
  const name = word.toLowerCase()
  return Object.hasOwn(PREFIXES, name) ? PREFIXES[name as Prefix] : Object.values(PREFIXES).find((one) => one === name)
}

function refuse(word: string): never {
  throw unclear(word)
}

function unclear(word: string): BrickError {
  return new BrickError(`--columns does not take ${JSON.stringify(word.trim())}`, { hint: HINT })
}

const HINT =
  'as in --columns bl=2,color=5,qty=1; also rb, ld, lego, element, set, type, condition, price, maxprice, have, remarks'
