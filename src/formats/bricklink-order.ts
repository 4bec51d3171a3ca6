import type { Lot } from '../core/inventory.js'
import { readItem, refuseOther } from './bricklink/item.js'
import { readStock } from './bricklink/stock.js'
import type { Codec } from './codec.js'
import { listReading } from './list-reading.js'
import { readXml, type Fields } from './xml/read-xml.js'

/** What has been ordered at BrickLink and is on its way, as the downloads of orders have it. */
export const bricklinkOrder: Codec<'bricklink'> = {
  id: 'bl-order',
  title: 'BrickLink orders (XML)',
  system: 'bricklink',

  read(source, file, { options }) {
    const list = listReading('bricklink', file)
    /** Items of the order that is not over yet: what becomes of it may stand below them. */
    let items: { lot: Lot; line: number }[] = []
    let cancelled = 0
    const orders = new Set<string>()
    const { root, problems } = readXml(source, file, {
      records: ['ITEM', 'ORDER'],
      take({ tag, fields, line }) {
        if (tag === 'ORDER') return endOrder(fields)
        const lot = readItem(fields, line, list, { amount: fields['QTY'] ?? '', tag: 'QTY' })
        if (!lot) return
        readStock(lot, fields, line, list)
        items.push({ lot, line })
      },
    })
    refuseOther(file, root, ['ORDERS', 'ORDER'])
    endOrder({})
    problems.forEach(list.tell)
    if (cancelled > 0) {
      const message = `${cancelled === 1 ? '1 order is' : `${cancelled} orders are`} cancelled or came to nothing; left out`
      list.tell({ level: 'note', code: 'list.left-out', message, fix: '--as-written lists them' })
    }
    return { ...list.end(), orders: [...orders] }

    function endOrder(order: Fields): void {
      const id = (order['ORDERID'] ?? '').trim()
      const isCancelled = !options.asWritten && bringsNothing(order['ORDERSTATUS'])
      if (isCancelled) cancelled++
      else if (id !== '') orders.add(`BrickLink ${id}`)
      for (const { lot, line } of items)
        if (isCancelled) list.leaveOut('cancelled order', lot.quantity)
        else list.add(inOrder(lot, id), line)
      items = []
    }
  },
}

/** Orders that bring nothing: cancelled, not paid, not answered, not shipped. */
export function bringsNothing(status = ''): boolean {
  return /^(cancell?ed|ocr|npb|npx|nrs|nss)$/i.test(status)
}

/** People look a piece up by its order. */
export function inOrder(lot: Lot, id: string): Lot {
  if (id === '') return lot
  const { remarks } = lot
  return { ...lot, remarks: remarks === undefined ? `order ${id}` : `${remarks}; order ${id}` }
}
