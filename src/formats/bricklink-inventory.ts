import type { Lot, Role } from '../core/inventory.js'
import { sortedItems, colorOf, inventoryXml, MAX_LOTS, readItem, refuseOther, remarksOf } from './bricklink/item.js'
import { isYes, readStock, stockXml } from './bricklink/stock.js'
import type { Codec, ReadOptions } from './codec.js'
import { listReading, type ListReading } from './list-reading.js'
import { readXml, type Fields } from './xml/read-xml.js'
import { element } from './xml/text.js'

/**
 * What is in a store or in a set, as BrickLink's downloads have it and its upload of a set's inventory takes it. Source:
 * BrickLink help pages 198, 207 and 2567.
 */
export const bricklinkInventory: Codec<'bricklink'> = {
  id: 'bl-inventory',
  title: 'BrickLink inventory (XML)',
  wishes: ['condition', 'remark', 'maxLots'],
  holds: [
    ...(['condition', 'remarks', 'role', 'name', 'category', 'colorName', 'comments', 'price', 'currency'] as const),
    ...(['cost', 'bulk', 'sale', 'subCondition', 'tiers', 'stockroom', 'retain', 'reserved', 'lotId'] as const),
    ...(['weight', 'dateAdded', 'dateLastSold', 'matchId'] as const),
  ],
  system: 'bricklink',

  read(source, file, { options }) {
    const list = listReading('bricklink', file)
    const choice = setChoice(list, options)
    const { root, problems } = readXml(source, file, {
      records: ['ITEM'],
      take({ fields, line }) {
        const tag = fields['QTY'] === undefined && fields['MINQTY'] !== undefined ? 'MINQTY' : 'QTY'
        const lot = readItem(fields, line, list, { amount: fields[tag] ?? '', tag })
        if (!lot) return
        readStock(lot, fields, line, list)
        choice.add(lot, fields, line)
      },
    })
    refuseOther(file, root, ['INVENTORY', 'ITEM'])
    problems.forEach(list.tell)
    choice.end()
    return list.end()
  },

  write(list, { maxLots = MAX_LOTS } = {}) {
    const lots = sortedItems(list.lots).filter(({ quantity }) => quantity > 0)
    return inventoryXml(lots, maxLots, itemOf)
  },
}

/**
 * Which rows of a set's inventory are needed to build it: no spare parts, of alternates one only, and only where no
 * regular row has the same match number, no counterparts, which are made of other rows.
 */
function setChoice(list: ListReading<'bricklink'>, { asWritten, spares }: ReadOptions) {
  const regular = new Set<string>()
  const alternates = new Map<string, { lot: Lot; line: number }>()
  const rows = new Map<string, number>()
  return { add, end }

  function add(lot: Lot, fields: Fields, line: number): void {
    const match = fields['MATCHID'] ?? '0'
    const hasMatch = !/^0*$/.test(match)
    const role = roleOf(fields)
    if (asWritten) {
      if (hasMatch) lot.carried = { ...lot.carried, matchId: match }
      return list.add(role === undefined ? lot : { ...lot, role }, line)
    }
    if (role === undefined) {
      if (hasMatch) regular.add(match)
      return list.add(lot, line)
    }
    if (role === 'extra') return spares === 'keep' ? list.add({ ...lot, role }, line) : leaveOut('spare', lot)
    if (role === 'counterpart' || !hasMatch || alternates.has(match)) return leaveOut(role, lot)
    alternates.set(match, { lot, line })
  }

  function end(): void {
    for (const [match, { lot, line }] of alternates)
      if (regular.has(match)) leaveOut('alternate', lot)
      else list.add(lot, line)
    if (rows.size === 0) return
    const words = [...rows].map(([rule, times]) => `${times} ${rule}`).join(', ')
    const fix = rows.has('spare') ? '--spares keep lists spare parts, --as-written all' : '--as-written lists them'
    list.tell({ level: 'note', code: 'list.left-out', message: `rows left out: ${words}`, fix })
  }

  function leaveOut(rule: string, { quantity }: Lot): void {
    list.leaveOut(rule, quantity)
    rows.set(rule, (rows.get(rule) ?? 0) + 1)
  }
}

function roleOf(fields: Fields): Role | undefined {
  if (isYes(fields['EXTRA'])) return 'extra'
  if (isYes(fields['COUNTERPART'])) return 'counterpart'
  return isYes(fields['ALTERNATE']) ? 'alternate' : undefined
}

function itemOf(lot: Lot): string {
  const { itemType = 'P', part, quantity, condition, remarks = '', role, carried } = lot
  return (
    `<ITEM>${element('ITEMTYPE', itemType)}${element('ITEMID', part)}${element('COLOR', colorOf(lot))}` +
    element('QTY', quantity) +
    (condition === undefined || condition === 'X' ? '' : element('CONDITION', condition)) +
    (role === undefined ? '' : element(ROLES[role], 'Y')) +
    (carried?.matchId === undefined ? '' : element('MATCHID', carried.matchId)) +
    (remarks === '' ? '' : element('REMARKS', remarksOf(remarks))) +
    (carried === undefined ? '' : stockXml(lot)) +
    '</ITEM>'
  )
}

const ROLES: Record<Role, string> = { extra: 'EXTRA', alternate: 'ALTERNATE', counterpart: 'COUNTERPART' }
