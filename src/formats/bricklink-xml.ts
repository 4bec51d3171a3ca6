import type { Lot } from '../core/inventory.js'
import {
  colorOf,
  cutRemarks,
  inventoryXml,
  MAX_LOTS,
  readItem,
  readPrice,
  refuseOther,
  remarksOf,
  sortedItems,
  withoutRole,
} from './bricklink/item.js'
import type { Codec } from './codec.js'
import { carriedFrom, isWrong, quantityOf, type FieldPlace } from './bricklink/item-fields.js'
import { listReading, type ListReading } from './list-reading.js'
import { readXml, type Fields } from './xml/read-xml.js'
import { element } from './xml/text.js'

/**
 * The wanted list that BrickLink takes at Want > Upload > BrickLink XML.
 *
 * No XML declaration, one ITEM on a line, each with all that the site can ask for, no lot twice (the site refuses a
 * whole list for one duplicate), none of no pieces. In its own downloads, -1 says that nothing was said. Source: BrickLink help pages 198, 207 and 2567.
 */
export const bricklinkXml: Codec<'bricklink'> = {
  id: 'bl',
  title: 'BrickLink wanted list (XML)',
  wishes: ['condition', 'maxPrice', 'remark', 'maxLots'],
  holds: ['condition', 'maxPrice', 'have', 'remarks', 'notify', 'wantedShow', 'wantedListId'],
  next: 'Paste it at bricklink.com > Want > Upload > BrickLink XML.',
  system: 'bricklink',

  read(source, file) {
    const list = listReading('bricklink', file)
    let withoutAmount = 0
    const { root, problems } = readXml(source, file, {
      records: ['ITEM'],
      take({ fields, line }) {
        const tag = fields['MINQTY'] === undefined && fields['QTY'] !== undefined ? 'QTY' : 'MINQTY'
        const amount = fields[tag] ?? ''
        const isOpen = amount === '' || amount === '-1'
        const lot = readItem(fields, line, list, { amount: isOpen ? '1' : amount, tag })
        if (!lot) return
        if (isOpen) withoutAmount++
        list.add(wanted(lot, fields, line, list), line)
      },
    })
    refuseOther(file, root, ['INVENTORY', 'ITEM'])
    problems.forEach(list.tell)
    if (withoutAmount > 0) {
      const message = `${withoutAmount === 1 ? '1 item says' : `${withoutAmount} items say`} not how many; 1 each`
      list.tell({ level: 'note', code: 'list.quantity', message })
    }
    return list.end()
  },

  notes: cutRemarks,

  write(list, { maxLots = MAX_LOTS } = {}) {
    const lots = sortedItems(list.lots.map(withoutRole)).filter(({ quantity }) => quantity > 0)
    return inventoryXml(lots, maxLots, itemOf)
  },
}

function wanted(lot: Lot, fields: Fields, line: number, list: ListReading<'bricklink'>): Lot {
  const maxPrice = readPrice(fields, 'MAXPRICE', line, list)
  const have = fields['QTYFILLED'] ?? ''
  const carried = carriedFrom(fields, PLACES)
  if (maxPrice !== undefined) lot.maxPrice = maxPrice
  if (have !== '') lot.have = atHand(have, line, list)
  if (carried) lot.carried = carried
  return lot
}

/** Less than nothing is nothing. */
function atHand(text: string, line: number, list: ListReading<'bricklink'>): number {
  const have = quantityOf(text, 'QTYFILLED')
  if (!isWrong(have)) return have
  if (!text.startsWith('-'))
    list.tell({ level: 'warning', code: 'list.quantity', line, message: `${have.wrong}; taken for 0`, fix: have.fix })
  return 0
}

const PLACES: FieldPlace[] = [
  { tag: 'NOTIFY', field: 'notify', usual: /^N/i },
  { tag: 'WANTEDSHOW', field: 'wantedShow', usual: /^Y/i },
  { tag: 'WANTEDLISTID', field: 'wantedListId', usual: /^0+$/ },
]

/** Tags in the order of BrickLink's own help. */
function itemOf(lot: Lot): string {
  const { itemType = 'P', part, quantity, condition = 'X', maxPrice, have, remarks = '', carried } = lot
  return (
    `<ITEM>${element('ITEMTYPE', itemType)}${element('ITEMID', part)}${element('COLOR', colorOf(lot))}` +
    (maxPrice === undefined ? '' : element('MAXPRICE', maxPrice)) +
    element('MINQTY', quantity) +
    (have === undefined ? '' : element('QTYFILLED', have)) +
    element('CONDITION', condition) +
    (remarks === '' ? '' : element('REMARKS', remarksOf(remarks))) +
    element('NOTIFY', carried?.notify ?? 'N') +
    (carried?.wantedShow === undefined ? '' : element('WANTEDSHOW', carried.wantedShow)) +
    (carried?.wantedListId === undefined ? '' : element('WANTEDLISTID', carried.wantedListId)) +
    '</ITEM>'
  )
}
