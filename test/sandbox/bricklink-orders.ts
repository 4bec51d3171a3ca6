import type { Call, Route } from './bricklink.js'
import { invalid, notFound, ok, refused } from './bricklink-envelope.js'
import { fieldsOf, ORDER_FIELDS, STATUS_FIELDS } from './bricklink-fields.js'
import type { ItemIndex } from './bricklink-items.js'
import { itemRow, orderAnswer, orderSummary } from './bricklink-order-rows.js'
import { filterOf, flagOf, idOf, timestamp, wordOf } from './bricklink-values.js'
import { USER, type World, type WorldOrder } from './world.js'

/** Orders that the user placed (`out`) or received (`in`). */
export function orderRoutes(world: World, items: ItemIndex): Route[] {
  const orders = world.orders.map((order) => ({ ...order }))
  const find = (text: string) => {
    const id = idOf(text, 'order_id')
    const order = orders.find((one) => one.id === id)
    if (!order) throw notFound()
    if (order.direction === 'other') throw refused(403, 'PERMISSION_DENIED', 'PERMISSION_DENIED')
    return order
  }
  const show = (order: WorldOrder) => ok(orderAnswer(order, world, orders))
  return [
    { path: /^\/orders$/, methods: { GET: (call) => ok(list(call)) } },
    {
      path: /^\/orders\/([^/]+)$/,
      methods: {
        GET: (_, id = '') => show(find(id)),
        PUT({ body }, id = '') {
          const { is_filed: isFiled } = fieldsOf(body, ORDER_FIELDS)
          return show(Object.assign(find(id), typeof isFiled === 'boolean' ? { filed: isFiled } : {}))
        },
      },
    },
    {
      path: /^\/orders\/([^/]+)\/items$/,
      methods: {
        GET(_, id = '') {
          const order = find(id)
          return ok(order.batches.map((batch) => batch.map((row) => itemRow(row, order, items, world))))
        },
      },
    },
    {
      path: /^\/orders\/([^/]+)\/messages$/,
      methods: { GET: (_, id = '') => ok(messagesOf(find(id))) },
    },
    {
      path: /^\/orders\/([^/]+)\/feedback$/,
      methods: { GET: (_, id = '') => ok(feedbackOf(find(id))) },
    },
    {
      path: /^\/orders\/([^/]+)\/drive_thru$/,
      methods: {
        POST(call, id = '') {
          flagOf(call.ask.query, 'mail_me')
          find(id)
          return ok()
        },
      },
    },
    { path: /^\/orders\/([^/]+)\/(status|payment_status)$/, methods: { PUT: changeStatus } },
  ]

  function list({ ask: { query }, switches }: Call) {
    const direction = wordOf(query, 'direction', ['in', 'out']) ?? 'in'
    const [status, filed] = [filterOf(query, 'status'), flagOf(query, 'filed')]
    const all = direction === 'out' ? [...orders, ...copies(orders, Number(switches['extra_orders']))] : orders
    const chosen = all.filter((order) => order.direction === direction && order.filed === filed && status(order.status))
    return chosen.map((order) => orderSummary(order, world))
  }

  function changeStatus({ body, ask: { time } }: Call, id = '', field = '') {
    const order = find(id)
    const { field: named, value } = fieldsOf(body, STATUS_FIELDS)
    if (named !== field) throw invalid(`Unparseable value or field: [${String(named)}]`)
    const known = field === 'status' ? STATUSES : PAYMENTS
    const word = known.find((one) => one.toLowerCase() === String(value).toLowerCase())
    if (!word) throw invalid(`Unparseable value or field: [${String(value)}]`)
    if (FINAL.includes(order.status)) throw refused(422, 'RESOURCE_UPDATE_NOT_ALLOWED', 'RESOURCE_UPDATE_NOT_ALLOWED')
    Object.assign(order, field === 'status' ? { status: word, changed: time } : { paymentStatus: word })
    return ok()
  }
}

const STATUSES = [
  ...['PENDING', 'UPDATED', 'PROCESSING', 'READY', 'PAID', 'PACKED', 'SHIPPED', 'RECEIVED', 'COMPLETED', 'OCR'],
  ...['NPB', 'NPX', 'NRS', 'NSS', 'CANCELLED', 'PURGED'],
]

const PAYMENTS = ['None', 'Sent', 'Received', 'Clearing', 'Returned', 'Bounced', 'Completed']

/** From here no way leads on. */
const FINAL = ['COMPLETED', 'CANCELLED', 'PURGED']

/** Many orders, for tests of long lists. */
function copies(orders: WorldOrder[], most: number): WorldOrder[] {
  const placed = orders.filter(({ direction, filed }) => direction === 'out' && !filed)
  return Array.from({ length: most }, (_, n) => {
    const order = placed[n % placed.length]
    return order ? [{ ...order, id: 31_000_001 + n }] : []
  }).flat()
}

function messagesOf({ id, seller, buyer, time, direction }: WorldOrder) {
  const [from, to] = direction === 'out' ? [seller, USER.name] : [buyer, USER.name]
  const subject = `Regarding BrickLink Order #${id}`
  const body = 'Thank you!\r\nIt will leave on Monday &#40;by post&#41;.'
  return [
    { subject, body, from, to, dateSent: timestamp(time + 3_600_000) },
    { subject: null, body: 'Fine.', from: to, to: from, dateSent: timestamp(time + 7_200_000) },
  ]
}

/** @internal */
export function feedbackOf({ id, seller, buyer, changed, status }: WorldOrder) {
  if (status !== 'COMPLETED') return []
  const known = { feedback_id: id + 5, order_id: id, from: buyer, to: seller, date_rated: timestamp(changed) }
  return [{ ...known, rating: 0, rating_of_bs: 'S', comment: 'Excellent! Thank you!' }]
}
