import type { Lot, Role } from '../core/inventory.js'
import {
  colorOf,
  cutRemarks,
  inventoryXml,
  MAX_LOTS,
  readItem,
  refuseOther,
  remarksOf,
  sortedItems,
} from './bricklink/item.js'
import { setInventory, type SetMarks } from './bricklink/set-inventory.js'
import { readStock, stockXml } from './bricklink/stock.js'
import type { Codec } from './codec.js'
import { listReading } from './list-reading.js'
import { isYes } from './rows/words.js'
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
    const set = setInventory(list, options)
    const { root, problems } = readXml(source, file, {
      records: ['ITEM'],
      take({ fields, line }) {
        const tag = fields['QTY'] === undefined && fields['MINQTY'] !== undefined ? 'MINQTY' : 'QTY'
        const lot = readItem(fields, line, list, { amount: fields[tag] ?? '', tag })
        if (!lot) return
        readStock(lot, fields, line, list)
        set.add(lot, marksOf(fields), line)
      },
    })
    refuseOther(file, root, ['INVENTORY', 'ITEM'])
    problems.forEach(list.tell)
    set.end()
    return list.end()
  },

  notes: cutRemarks,

  write(list, { maxLots = MAX_LOTS } = {}) {
    const lots = sortedItems(list.lots).filter(({ quantity }) => quantity > 0)
    return inventoryXml(lots, maxLots, itemOf)
  },
}

function marksOf(fields: Fields): SetMarks {
  return {
    extra: isYes(fields['EXTRA'] ?? ''),
    alternate: isYes(fields['ALTERNATE'] ?? ''),
    counterpart: isYes(fields['COUNTERPART'] ?? ''),
    matchId: fields['MATCHID'] ?? '',
  }
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
