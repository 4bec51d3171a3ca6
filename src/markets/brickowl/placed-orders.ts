import type { Carried } from '../../core/carried.js'
import { inventory, type ItemType, type Lot } from '../../core/inventory.js'
import { byNumber } from '../../core/order.js'
import { moneyText, parseMoney } from '../../core/trade/money.js'
import type { Service } from '../../system/http/open-service.js'
import type { OrderSource, OrderSummary } from '../market.js'
import { conditionOf } from './condition.js'
import { orderItemsCall, type OwlOrderItem } from './order-items.js'
import { orderCall, ordersCall, type OwlOrder, type OwlOrderRow } from './orders.js'

/** The orders that the user has placed at Brick Owl, which files none away. */
export function owlOrders(service: Service): OrderSource {
  return {
    async list() {
      const { value: orders = [] } = await service.call(ordersCall('customer'))
      return orders.toSorted((a, b) => b.ordered - a.ordered).map(summaryOf)
    },

    async order(id) {
      // What is no number is no order.
      if (!/^\d{1,15}$/.test(id)) return undefined
      const { value: order } = await service.call(orderCall(id))
      if (!order) return undefined
      const { value: items = [] } = await service.call(orderItemsCall(id))
      const lots = items.flatMap((item) => lotOf(item, order))
      return { ...summaryOf(order), inventory: inventory('brickowl', lots) }
    },
  }
}

/** Neither the store nor the currency is in a list of orders, and of a single one only the number of the store. */
function summaryOf(order: OwlOrderRow & Partial<Pick<OwlOrder, 'store' | 'currency'>>): OrderSummary {
  const { id, ordered, store, status, pieces, lots, total, currency } = order
  const money = total !== undefined && currency !== undefined ? parseMoney(total, currency) : undefined
  const shown = money ? moneyText(money) : total
  return {
    ...{ id, ordered: new Date(ordered * 1000).toISOString(), seller: store === undefined ? '' : `store ${store}` },
    ...{ status, pieces, lots },
    ...(shown !== undefined && { total: shown }),
  }
}

/** With an element number where there is one: it finds parts whose BOID nobody else knows. */
function lotOf(item: OwlOrderItem, { currency }: OwlOrder): Lot[] {
  const [, part, inBoid] = /^(\d{2,9})(?:-(\d{1,4}))?$/.exec(item.boid) ?? []
  if (part === undefined) return []
  const condition = conditionOf(item.condition)
  const itemType = typeOf(item)
  const [element] = item.ids
    .filter(({ id, type }) => type === 'item_no' && /^\d{4,9}$/.test(id))
    .map(({ id }) => id)
    .sort((a, b) => byNumber(b, a))
  return [
    {
      ...{ part, color: Number(inBoid ?? item.color?.id ?? 0), quantity: item.quantity },
      ...(itemType !== 'P' && { itemType }),
      ...(condition !== undefined && { condition }),
      ...(element !== undefined && itemType === 'P' && { element }),
      carried: carriedOf(item, currency),
    },
  ]
}

/** Lines of orders do not say what kind of item they are of; sets have a number of their own, and so has every part. */
function typeOf({ ids, name, color }: OwlOrderItem): ItemType {
  if (ids.some(({ type }) => type === 'set_number')) return 'S'
  const isPart = color !== undefined || ids.some(({ type }) => ['design_id', 'ldraw', 'item_no'].includes(type))
  return !isPart && /\bMinifig(ure)?\b/i.test(name) ? 'M' : 'P'
}

function carriedOf({ lotId, price, name, color, publicNote }: OwlOrderItem, currency: string): Carried {
  return {
    ...(lotId !== undefined && { lotId }),
    ...(price !== undefined && { price }),
    ...(currency !== 'USD' && { currency }),
    ...(name && { name }),
    ...(color?.name && { colorName: color.name }),
    ...(publicNote && { comments: publicNote }),
  }
}
