import { invalid } from './bricklink-envelope.js'

/** Names that a body may have; an object stands for a member with members. */
export interface Fields {
  [name: string]: true | Fields
}

/** @throws {Refusal} when the body is no object, or has a member that there is not: `item.categoryID.` */
export function fieldsOf(body: unknown, known: Fields, above = ''): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid(`Unparseable value or field: [${above}]`)
  for (const [name, value] of Object.entries(body)) {
    const field = known[name]
    if (!field) throw invalid(`Unparseable value or field: [${above}${name}.]`)
    if (field !== true) fieldsOf(value, field, `${above}${name}.`)
  }
  return body as Record<string, unknown>
}

export const ITEM_FIELDS: Fields = { no: true, type: true }

export const LOT_FIELDS = named([
  ...['color_id', 'quantity', 'unit_price', 'new_or_used', 'completeness', 'description', 'remarks', 'bulk'],
  ...['is_retain', 'is_stock_room', 'stock_room_id', 'my_cost', 'sale_rate', 'my_weight', 'tier_quantity1'],
  ...['tier_quantity2', 'tier_quantity3', 'tier_price1', 'tier_price2', 'tier_price3'],
])

export const ORDER_FIELDS: Fields = {
  ...named(['remarks', 'is_filed']),
  shipping: named(['date_shipped', 'tracking_no', 'tracking_link', 'method_id']),
  cost: named(['shipping', 'insurance', 'credit', 'etc1', 'etc2']),
}

export const STATUS_FIELDS = named(['field', 'value'])

function named(names: string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, true as const]))
}
