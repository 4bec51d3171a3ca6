import type { Route } from './bricklink.js'
import { created, GONE, invalid, notFound, ok } from './bricklink-envelope.js'
import { fieldsOf } from './bricklink-fields.js'
import { feedbackOf } from './bricklink-orders.js'
import { filterOf, html, idOf, timestamp, wordOf } from './bricklink-values.js'
import { USER, type World } from './world.js'

/** People: what others say of them, and what the user notes; coupons, feedback, news, and the user's shipping methods. */
export function memberRoutes(world: World): Route[] {
  const notes = new Map<string, Note>()
  const coupons = couponsOf(world)
  let news = world.orders
    .filter(({ status, direction }) => status === 'PENDING' && direction !== 'other')
    .map(({ id, changed }) => ({ event_type: 'Order', resource_id: id, timestamp: timestamp(changed) }))
  const member = (name: string) => {
    const store = [...world.stores, world.ownStore].find(({ owner }) => owner === name)
    if (!store) throw notFound()
    return store
  }
  const noteOf = (name: string) => {
    const note = notes.get(member(name).owner)
    if (!note) throw notFound()
    return note
  }
  const write = (name: string, body: unknown, time: number) => {
    const { note_text: text } = fieldsOf(body, { note_text: true, user_name: true, note_id: true, date_noted: true })
    if (typeof text !== 'string') throw invalid('Unparseable value or field: [note_text.]')
    const note = { note_id: notes.get(name)?.note_id ?? 1_234 + notes.size, user_name: name, note_text: text }
    const dated = { ...note, date_noted: timestamp(time) }
    notes.set(member(name).owner, dated)
    return dated
  }
  return [
    {
      path: /^\/members\/([^/]+)\/ratings$/,
      methods: {
        GET({ switches }, name = '') {
          const { feedback } = member(name)
          const rating = { COMPLAINT: feedback % 3, PRAISE: feedback, NEUTRAL: feedback % 7 }
          return ok({ user_name: name, rating: switches['rating_list'] === true ? [rating] : rating })
        },
      },
    },
    {
      path: /^\/members\/([^/]+)\/my_notes$/,
      methods: {
        GET: (_, name = '') => ok(noteOf(name)),
        POST: ({ body, ask: { time } }, name = '') => created(write(name, body, time)),
        PUT: ({ body, ask: { time } }, name = '') => ok(noteOf(name) && write(name, body, time)),
        DELETE(_, name = '') {
          notes.delete(noteOf(name).user_name)
          return GONE
        },
      },
    },
    { path: /^\/settings\/shipping_methods$/, methods: { GET: () => ok(METHODS) } },
    {
      path: /^\/settings\/shipping_methods\/([^/]+)$/,
      methods: {
        GET(_, text = '') {
          const method = METHODS.find(({ method_id }) => method_id === idOf(text, 'method_id'))
          if (!method) throw notFound()
          return ok(method)
        },
      },
    },
    {
      path: /^\/coupons$/,
      methods: {
        GET({ ask: { query } }) {
          const direction = wordOf(query, 'direction', ['out', 'in']) ?? 'out'
          const status = filterOf(query, 'status')
          // The filter calls redeemed ones S, the coupon itself A.
          const isWanted = (word: string) => status(word === 'A' ? 'S' : word)
          return ok(
            coupons
              .filter((coupon) => coupon.direction === direction && isWanted(coupon.row.status))
              .map(({ row }) => row),
          )
        },
      },
    },
    {
      path: /^\/coupons\/([^/]+)$/,
      methods: {
        GET(_, text = '') {
          const coupon = coupons.find(({ row }) => row.coupon_id === idOf(text, 'coupon_id'))
          if (!coupon) throw notFound()
          return ok(coupon.row)
        },
      },
    },
    {
      path: /^\/feedback$/,
      methods: {
        GET({ ask: { query } }) {
          const direction = wordOf(query, 'direction', ['in', 'out']) ?? 'in'
          return ok(world.orders.filter((order) => order.direction === direction).flatMap(feedbackOf))
        },
        POST({ body, ask: { time } }) {
          const { order_id: id, rating, comment } = fieldsOf(body, { order_id: true, rating: true, comment: true })
          const order = world.orders.find((one) => one.id === Number(id) && one.direction !== 'other')
          if (!order) throw notFound()
          if (![0, 1, 2].includes(Number(rating))) throw invalid('Unparseable value or field: [rating.]')
          const given = { feedback_id: order.id + 6, order_id: order.id, from: USER.name, to: order.seller }
          return created({
            ...given,
            date_rated: timestamp(time),
            rating,
            rating_of_bs: 'B',
            comment: String(comment ?? ''),
          })
        },
      },
    },
    {
      path: /^\/notifications$/,
      methods: {
        GET() {
          const unread = news
          news = []
          return ok(unread)
        },
      },
    },
  ]
}

interface Note {
  note_id: number
  user_name: string
  note_text: string
  date_noted: string
}

const METHODS = [
  ...[{ method_id: 1_234, name: 'Letter', note: 'Up to 500 g', insurance: false, is_default: true }],
  ...[{ method_id: 1_235, name: 'Parcel', note: '', insurance: true, is_default: false }],
].map((method) => ({ ...method, area: 'B', is_available: true }))

/** Three that the user has, of which one is spent, and one that the user gave. */
function couponsOf({ stores, time }: World) {
  return ['O', 'A', 'E', 'O'].map((status, n) => {
    const isGiven = n === 3
    const store = stores[n]
    const [seller, buyer] = isGiven ? [USER.name, 'buyer9'] : [store?.owner ?? '', USER.name]
    const dates = { date_issued: timestamp(time - 30 * DAY), date_expire: timestamp(time + (n === 2 ? -1 : 300) * DAY) }
    const names = {
      seller_name: seller,
      buyer_name: buyer,
      store_name: html(isGiven ? USER.store : (store?.name ?? '')),
    }
    const row = {
      ...{ coupon_id: 1_234 + n, ...dates, ...names, status, remarks: null },
      ...(status === 'A' ? { order_id: 21_000_017 } : {}),
      ...{ currency_code: 'EUR', disp_currency_code: 'EUR', discount_type: 'S' },
      applies_to: { type: 'E', item_type: 'part', except_on_sale: false },
      ...{ discount_amount: '0.0000', disp_discount_amount: '0.0000', discount_rate: 5 },
      ...{ max_discount_amount: '20.0000', disp_max_discount_amount: '20.0000' },
      ...NO_TIERS,
    }
    return { direction: isGiven ? 'out' : 'in', row }
  })
}

const NO_TIERS = Object.fromEntries(
  [1, 2, 3].flatMap((n) =>
    [`tier_price${n}`, `disp_tier_price${n}`, `tier_discount_rate${n}`].map((name) => [name, 0]),
  ),
)

const DAY = 86_400_000
