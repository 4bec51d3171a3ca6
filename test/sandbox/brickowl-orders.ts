import type { Methods, OwlCall } from './brickowl-call.js'
import { boidOf, idsOf, nameOf, slug } from './brickowl-index.js'
import { counted, needed, refuse, SUCCESS } from './brickowl-json.js'
import { decimal, USER, type OrderRow, type WorldOrder } from './world.js'

/** Orders, as the one who bought and as the one who sold. */
export const orderMethods: Methods = {
  'GET order/list': { act: list },
  'GET order/view': { act: (call) => view(call, orderOf(call)) },
  'GET order/items': { act: (call) => orderOf(call).batches.flat().map(itemRow) },
  'GET order/tax_schemes': { act: () => ({ 1: { id: 1, name: 'EU VAT' }, 2: { id: 2, name: 'UK VAT' } }) },
  'POST order/tracking': { act: change('tracking_id') },
  'POST order/note': { act: change('note') },
  'POST order/feedback': { act: change('rating') },
  'POST order/set_status': { act: setStatus },
  'POST order/notify': { act: ({ args }) => (needed(args, 'ip'), SUCCESS), needs: 'store' },
}

/** By their numbers. */
const STATUSES = [
  ...['Pending', 'Payment Submitted', 'Payment Received', 'Processing', 'Processed', 'Shipped', 'Received'],
  ...['On Hold', 'Cancelled'],
]

/** The words of the world, which are BrickLink's. */
const STATUS_IDS: Record<string, number> = {
  ...{ PENDING: 0, PAID: 2, PROCESSING: 3, PACKED: 4, SHIPPED: 5, RECEIVED: 6, COMPLETED: 6, CANCELLED: 8 },
}

const SORTS = ['created', 'updated']

/** What this user may see: of a store, only who has one. Purged orders are BrickLink's idea. */
function ordersOf({ index, keys }: OwlCall, directions: WorldOrder['direction'][]): WorldOrder[] {
  return index.world.orders.filter(
    ({ direction, status }) =>
      directions.includes(direction) && status !== 'PURGED' && (direction === 'out' || keys.hasStore),
  )
}

function list(call: OwlCall) {
  const { args, keys } = call
  const type = args.get('list_type') ?? 'store'
  if (type !== 'store' && type !== 'customer') refuse(400, 'Invalid value for list_type')
  if (type === 'store' && !keys.hasStore) refuse(400, 'Store not found, you may need to set list_type=customer')
  if (!SORTS.includes(args.get('sort_by') ?? 'created')) refuse(400, 'Invalid value for sort_by')
  const since = counted(args, 'order_time', { otherwise: 0, least: 0 }) * 1000
  const limit = counted(args, 'limit', { otherwise: 500, most: 5000 })
  const at = args.get('sort_by') === 'updated' ? 'changed' : 'time'
  return ordersOf(call, [type === 'store' ? 'in' : 'out'])
    .filter(
      ({ time, status }) => time >= since && (!args.get('status') || statusId(status) === Number(args.get('status'))),
    )
    .toSorted((a, b) => b[at] - a[at])
    .slice(0, limit)
    .map((order) => ({
      ...{ order_id: order.id, order_date: seconds(order.time), total_quantity: order.pieces, total_lots: order.lots },
      ...{ base_order_total: decimal(order.subtotal + order.shipping, 2), ...statusOf(order) },
    }))
}

function orderOf(call: OwlCall): WorldOrder {
  const id = needed(call.args, 'order_id')
  const order = ordersOf(call, ['in', 'out']).find((one) => String(one.id) === id)
  return order ?? refuse(404, 'Not found')
}

function statusId(status: string): number {
  return STATUS_IDS[status] ?? 7
}

function statusOf({ status }: WorldOrder) {
  return { status: STATUSES[statusId(status)], status_id: statusId(status) }
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

/** In the order of the recording. What has not happened happened in 1970, by the clock of London of that year. */
function view({ index }: OwlCall, order: WorldOrder) {
  const store = order.store ?? index.world.ownStore
  const total = order.subtotal + order.shipping
  const { rates } = index.world
  const paid = (total * (rates[USER.currency] ?? 1)) / (rates[order.currency] ?? 1)
  const isPaid = order.paid !== undefined
  const grams = order.batches.flat().reduce((sum, row) => sum + (row.lot.pair?.part.weight ?? 0) * row.quantity, 0)
  const [first, last] = order.direction === 'out' ? ['Mason', 'Brick'] : ['Kim', 'Example']
  return {
    ...{ order_id: order.id, order_time: seconds(order.time), processed_time: isPaid ? seconds(order.changed) : null },
    ...{
      iso_order_time: iso(order.time),
      iso_processed_time: isPaid ? iso(order.changed) : '1970-01-01T01:00:00+01:00',
    },
    ...{ store_id: store.id, ship_method_name: 'Letter, tracked', ...statusOf(order) },
    ...{ weight: decimal(grams * 100, 3), ship_total: decimal(order.shipping, 2), buyer_note: '' },
    ...{ total_quantity: order.pieces, total_lots: order.lots, base_currency: order.currency },
    ...{ payment_method_type: 'paypal_standard', payment_currency: USER.currency, payment_total: decimal(paid, 2) },
    ...{ base_order_total: decimal(total, 2), sub_total: decimal(order.subtotal, 2), coupon_discount: '0.00' },
    ...{ payment_method_note: '', payment_transaction_id: isPaid ? '0AA00000AA000000A' : '' },
    ...{ tax_rate: decimal(order.vatRate * 100, 2), tax_amount: '0.00', tracking_number: null, tracking_advice: '' },
    ...{ buyer_name: order.buyer, combine_with: null, refund_shipping: '0.00', refund_adjustment: '0.00' },
    ...{ refund_subtotal: '0.00', refund_total: '0.00', refund_note: null },
    ...{ affiliate_fee: order.subtotal / 400_000, brickowl_fee: order.subtotal / 400_000, seller_note: null },
    ...{ ship_first_name: first, ship_last_name: last, ship_country_code: USER.country, ship_country: 'Germany' },
    ...{ ship_post_code: '00000', ship_street_1: '1 Example Street', ship_street_2: '' },
    ...{ ship_city: 'Exampleville', ship_region: '', ship_phone: '' },
  }
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, '+00:00')
}

/** In the order of the recording. The numbers of lots at BrickLink are there for those that came from there. */
function itemRow({ lot, quantity, price, description, remarks }: OrderRow) {
  const { pair, set, minifig } = lot
  const type = set ? 'Set' : minifig ? 'Minifigure' : 'Part'
  const item = {
    boid: boidOf(lot),
    type,
    ...(pair && { pair }),
    ...(set && { set }),
    ...(minifig && { minifig }),
  } as const
  const external = Number(lot.id) % 2 === 0 ? undefined : String(Number(lot.id) + 14_000_000)
  const weight = (pair?.part ?? set ?? minifig)?.weight ?? 0
  return {
    image_small: `//img.brickowl.com/files/image_cache/small/${slug(nameOf(item))}-30-${item.boid}.png`,
    ...{ condition: lot.condition === 'new' ? 'New' : 'Used (Good)', name: nameOf(item), boid: item.boid },
    ...{
      personal_note: remarks ?? '',
      bl_lot_id: external ?? null,
      external_lot_ids: external ? { other: external } : {},
    },
    ...{ remaining_quantity: lot.quantity, weight: decimal(weight * 100, 3), public_note: description },
    ...{ ordered_quantity: quantity, order_item_id: Number(lot.id) % 1_000_000, base_price: decimal(price, 3) },
    ...(pair ? { color_name: pair.color.brickowlName, color_id: pair.color.brickowl } : {}),
    ...{ lot_id: lot.id, ids: idsOf(item) },
  }
}

function change(name: string) {
  return (call: OwlCall) => {
    needed(call.args, name)
    orderOf(call)
    return SUCCESS
  }
}

function setStatus(call: OwlCall) {
  const order = orderOf(call)
  const id = counted(call.args, 'status_id', { otherwise: -1, least: 0, most: 8 })
  if (id < 0) refuse(400, 'Missing argument: status_id')
  if (order.direction !== 'in') refuse(403, 'Access Denied')
  order.status = Object.entries(STATUS_IDS).find(([, number]) => number === id)?.[0] ?? order.status
  return SUCCESS
}
