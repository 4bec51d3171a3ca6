import type { Carried } from '../../core/carried.js'
import { inventory, type Lot } from '../../core/inventory.js'
import { moneyText } from '../../core/trade/money.js'
import type { Service } from '../../system/http/open-service.js'
import type { OrderSource, OrderSummary } from '../market.js'
import { letterOf } from './item-types.js'
import { orderItemsCall, type OrderItem } from './order-items.js'
import { orderCall, ordersCall, type Order } from './orders.js'

/** The orders that the user has placed at BrickLink. */
export function placedOrders(service: Service): OrderSource {
  return {
    async list({ isFiled }) {
      const { value: orders = [] } = await service.call(ordersCall('out', isFiled ? { isFiled } : {}))
      return orders.map(summaryOf).sort((a, b) => (a.ordered < b.ordered ? 1 : a.ordered > b.ordered ? -1 : 0))
    },

    async order(id) {
      // What is no number is no order: BrickLink would only say that it cannot read it.
      if (!/^\d{1,15}$/.test(id)) return undefined
      const { value: order } = await service.call(orderCall(id))
      if (!order) return undefined
      const { value: batches = [] } = await service.call(orderItemsCall(id))
      return { ...summaryOf(order), inventory: inventory('bricklink', batches.flat().flatMap(lotOf)) }
    },
  }
}

function summaryOf({ id, ordered, store, seller, status, pieces, lots, shown, cost }: Order): OrderSummary {
  const total = shown?.final ?? shown?.grand ?? cost.final ?? cost.grand
  return {
    ...{ id, ordered, seller: store || seller || '', status, pieces, lots },
    ...(total && { total: moneyText(total) }),
  }
}

/** Lots of unsorted pieces are no pieces that anyone could count: they are left out. */
function lotOf(line: OrderItem): Lot[] {
  const itemType = letterOf(line.item.type)
  if (itemType === undefined) return []
  const { color, quantity, condition, remarks } = line
  return [
    {
      ...{ part: line.item.no, color, quantity, carried: carriedOf(line) },
      ...(condition && { condition }),
      ...(itemType !== 'P' && { itemType }),
      ...(remarks && { remarks }),
    },
  ]
}

/** Of a price without a currency, lists believe that it is in US dollars. */
function carriedOf(line: OrderItem): Carried {
  const { item, colorName, description, completeness, lotId, currency, price, paid } = line
  return {
    ...{ lotId, price: paid ?? price },
    ...(currency !== undefined && currency !== 'USD' && { currency }),
    ...(item.name && { name: item.name }),
    ...(colorName && item.type === 'PART' && { colorName }),
    ...(description && { comments: description }),
    ...(completeness && { subCondition: completeness }),
  }
}
