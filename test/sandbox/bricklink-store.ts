import type { Call, Route } from './bricklink.js'
import { created, GONE, invalid, notFound, ok } from './bricklink-envelope.js'
import { typeOf, type ItemIndex } from './bricklink-items.js'
import { colorIdOf, colorNameOf, filterOf, idOf, timestamp } from './bricklink-values.js'
import { fieldsOf, ITEM_FIELDS, LOT_FIELDS } from './bricklink-fields.js'
import { decimal, type SellerLot, type World } from './world.js'

/** The user's own store: the only inventory that BrickLink shows. */
export function storeRoutes(world: World, items: ItemIndex): Route[] {
  const lots = seedLots(world, items)
  let newest = 235_429_021
  const shown = ({ inventory_id, item, color_id, ...rest }: Lot) => {
    return { inventory_id, item, color_id, color_name: colorNameOf(world.colors, color_id), ...rest }
  }
  const find = (text: string) => {
    const lot = lots.get(idOf(text, 'inventory_id'))
    if (!lot) throw notFound()
    return lot
  }
  const add = (body: unknown, time: number) => {
    const lot = newLot(body, items, { id: newest++, time })
    lots.set(lot.inventory_id, lot)
    return lot
  }
  return [
    {
      path: /^\/inventories$/,
      methods: {
        GET: ({ ask: { query } }) => ok([...lots.values()].filter(wantedOf(query)).map(shown)),
        // An array is answered without data, and no answer to a write has the name of the color.
        POST({ body, ask: { time } }: Call) {
          if (!Array.isArray(body)) return created(add(body, time))
          for (const one of body) add(one, time)
          return created()
        },
      },
    },
    {
      path: /^\/inventories\/([^/]+)$/,
      methods: {
        GET: (_, id = '') => ok(shown(find(id))),
        PUT: ({ body }, id = '') => ok(Object.assign(find(id), changes(find(id), body))),
        DELETE(_, id = '') {
          lots.delete(find(id).inventory_id)
          return GONE
        },
      },
    },
  ]
}

interface Lot {
  inventory_id: number
  item: { no: string; name: string; type: string; category_id: number }
  color_id: number
  quantity: number
  is_stock_room: boolean
  stock_room_id?: string
  [member: string]: unknown
}

const LINK = '<a href="https://shop.example/mason#/splash"><img alt="warning" src="https://shop.example/w3.svg"></a>'

const DESCRIPTIONS = [
  `no Instruction, no Box, no extra Items! My Foto.\r\n\r\n${LINK}`,
  `<strong>NO extra parts, NO box</strong> ${LINK}`,
  'Don&#39;t expect new ones &#40;played with&#41;',
  '',
]

/** The lots of the world, and two sets in a stockroom. */
function seedLots({ ownLots, sets }: World, items: ItemIndex): Map<number, Lot> {
  const parts = ownLots.map((lot, n) => lotRow(lot, n, items))
  const boxes = sets.slice(0, 2).map((set, n): Lot => {
    const item = items.of({ set })
    const fields = {
      ...BLANK,
      new_or_used: 'U',
      completeness: 'C',
      unit_price: '40.0000',
      description: DESCRIPTIONS[n],
    }
    const place = { is_stock_room: true, stock_room_id: n === 0 ? 'A' : 'B' }
    return ordered({ inventory_id: 62_000_001 + n, item: item.short, color_id: 0, quantity: 1, ...fields, ...place })
  })
  return new Map([...parts, ...boxes].map((lot) => [lot.inventory_id, lot]))
}

function lotRow(lot: SellerLot, n: number, items: ItemIndex): Lot {
  const item = items.of(lot)
  return ordered({
    ...BLANK,
    ...{ inventory_id: Number(lot.id), item: item.short, color_id: lot.pair?.color.bricklink ?? 0 },
    ...{ quantity: lot.quantity, new_or_used: lot.condition === 'new' ? 'N' : 'U', bulk: lot.bulk },
    ...{ unit_price: decimal(lot.price, 4), description: DESCRIPTIONS[n % DESCRIPTIONS.length] },
    // Some have no remarks, and then no such member.
    ...(n % 4 === 3 ? {} : { remarks: `shelf ${n + 1}` }),
    ...(n === 5 ? { is_stock_room: true, stock_room_id: 'A' } : {}),
    date_created: timestamp(Math.floor(lot.created / DAY) * DAY + 5 * 3_600_000),
  })
}

const DAY = 86_400_000

const BLANK = {
  ...{ new_or_used: 'N', unit_price: '0.0000', bind_id: 0, description: '', bulk: 1, is_retain: false },
  ...{ is_stock_room: false, date_created: '2020-05-07T04:00:00.000Z', my_cost: '0.0000', sale_rate: 0 },
  ...{ tier_quantity1: 0, tier_price1: '0.0000', tier_quantity2: 0, tier_price2: '0.0000' },
  ...{ tier_quantity3: 0, tier_price3: '0.0000', my_weight: '0.0000' },
}

const ORDER = [
  ...['inventory_id', 'item', 'color_id', 'quantity', 'new_or_used', 'completeness', 'unit_price', 'bind_id'],
  ...['description', 'remarks', 'bulk', 'is_retain', 'is_stock_room', 'stock_room_id', 'date_created', 'my_cost'],
  ...['sale_rate', 'tier_quantity1', 'tier_price1', 'tier_quantity2', 'tier_price2', 'tier_quantity3', 'tier_price3'],
  'my_weight',
]

/** As the recordings have them. */
function ordered(lot: Lot): Lot {
  const names = ORDER.filter((name) => lot[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, lot[name]])) as Lot
}

function wantedOf(query: URLSearchParams): (lot: Lot) => boolean {
  const [type, status, category] = [
    filterOf(query, 'item_type'),
    filterOf(query, 'status'),
    filterOf(query, 'category_id'),
  ]
  const color = colorIdOf(query)
  return (lot) => {
    const isColor = color === undefined || lot.color_id === color
    return type(lot.item.type) && status(statusOf(lot)) && category(String(lot.item.category_id)) && isColor
  }
}

/** S, B and C are the three stockrooms. */
function statusOf({ is_stock_room: isAway, stock_room_id: room, quantity }: Lot): string {
  if (!isAway) return quantity > 0 ? 'Y' : 'N'
  return room === 'A' || room === undefined ? 'S' : room
}

function newLot(body: unknown, items: ItemIndex, { id, time }: { id: number; time: number }): Lot {
  const fields = fieldsOf(body, { ...LOT_FIELDS, item: ITEM_FIELDS })
  const { no = '', type = '' } = (fields['item'] ?? {}) as { no?: string; type?: string }
  const item = items.find(typeOf(type), no)
  if (!item) throw invalid('Unparseable value or field: [item.no.]')
  if (!(Number(fields['quantity']) > 0)) throw invalid('Unparseable value or field: [quantity.]')
  const color = idOf(String(fields['color_id'] ?? 0), 'color_id')
  const date = timestamp(Math.floor(time / 60_000) * 60_000)
  const more = { inventory_id: id, item: item.short, color_id: color, quantity: Number(fields['quantity']) }
  return ordered({
    ...BLANK,
    remarks: '',
    ...money(fields),
    date_created: date,
    ...more,
    is_stock_room: fields['is_stock_room'] === true,
  })
}

/** The quantity is a difference with its sign: `+1`. */
function changes(lot: Lot, body: unknown): Record<string, unknown> {
  const { quantity, ...fields } = fieldsOf(body, LOT_FIELDS)
  if (quantity === undefined) return money(fields)
  if (typeof quantity !== 'string' || !/^[+-]\d+$/.test(quantity)) {
    throw invalid(`Unparseable data [${String(quantity)}] for [quantity].`)
  }
  if (lot.quantity + Number(quantity) < 0) throw invalid(`Unparseable data [${quantity}] for [quantity].`)
  return { ...money(fields), quantity: lot.quantity + Number(quantity) }
}

const MONEY = /^(unit_price|my_cost|my_weight|tier_price[123])$/

/** Prices are kept with four decimals, rounded up. */
function money(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => {
    if (!MONEY.test(name)) return [name, value]
    const [units = '0', fraction = ''] = String(value).split('.')
    if (!/^\d+(\.\d+)?$/.test(String(value))) throw invalid(`Unparseable value or field: [${name}.]`)
    const whole = Number(units) * 10_000 + Number(fraction.slice(0, 4).padEnd(4, '0'))
    return [name, decimal(whole + (/[1-9]/.test(fraction.slice(4)) ? 1 : 0), 4)]
  })
  return Object.fromEntries(entries) as Record<string, unknown>
}
