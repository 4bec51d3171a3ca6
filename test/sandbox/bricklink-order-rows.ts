import { hundredths, type ItemIndex } from './bricklink-items.js'
import { bricklinkCountry } from './bricklink-price.js'
import { html, timestamp } from './bricklink-values.js'
import { decimal, USER, type OrderRow, type World, type WorldOrder } from './world.js'

/** A row of the list of orders: members in the order of the recordings. */
export function orderSummary(order: WorldOrder, { rates }: World): object {
  const { cost, shown } = costsOf(order, rates)
  return {
    ...headOf(order),
    ...{ status: order.status, total_count: order.pieces, unique_count: order.lots, is_filed: order.filed },
    ...taxes(order),
    payment: paymentOf(order),
    cost: { currency_code: order.currency, ...three(cost) },
    disp_cost: { currency_code: USER.currency, ...three(shown) },
  }
}

/** The whole order, but for its items. */
export function orderAnswer(order: WorldOrder, { rates }: World, orders: WorldOrder[]): object {
  const { cost, shown } = costsOf(order, rates)
  const same = orders.filter(({ seller, buyer }) => seller === order.seller && buyer === order.buyer)
  const { subtotal, grand_total, final_total } = three(cost)
  const [second, rest] = [three(shown), extras(cost, order)]
  return {
    ...headOf(order),
    ...{ buyer_email: `${order.buyer}@mail.example`, require_insurance: false, status: order.status },
    ...{ is_invoiced: order.status !== 'PENDING', total_count: order.pieces, unique_count: order.lots },
    ...{ total_weight: hundredths(weightOf(order)), buyer_order_count: same.length, is_filed: order.filed },
    ...{ drive_thru_sent: false, ...taxes(order), payment: paymentOf(order), shipping: shippingOf(order) },
    cost: {
      ...{ currency_code: order.currency, subtotal, grand_total, ...rest.fees },
      ...{ salesTax: '0.0000', final_total, ...rest.vat },
    },
    disp_cost: {
      ...{ currency_code: USER.currency, subtotal: second.subtotal, grand_total: second.grand_total },
      ...{ ...extras(shown, order).fees, final_total: second.final_total, ...extras(shown, order).vat },
    },
  }
}

/** A line of an order. What was purged has none. */
export function itemRow(row: OrderRow, order: WorldOrder, items: ItemIndex, { rates }: World): object {
  const { lot, quantity, price, description, remarks } = row
  const color = lot.pair?.color
  const [unit, shown] = [decimal(price, 4), decimal(converted(price, order.currency, rates), 4)]
  return {
    ...{ inventory_id: Number(lot.id), item: items.of(lot).short, color_id: color?.bricklink ?? 0 },
    ...{ color_name: color?.bricklinkName ?? '(Not Applicable)', quantity },
    ...{ new_or_used: lot.condition === 'new' ? 'N' : 'U', unit_price: unit, description },
    ...(remarks === undefined ? {} : { remarks }),
    ...{ disp_unit_price: shown, disp_unit_price_final: shown, unit_price_final: unit, order_cost: '0.0000' },
    ...{ currency_code: order.currency, disp_currency_code: USER.currency },
    weight: hundredths(lot.pair?.part.weight ?? 0),
  }
}

interface Costs {
  /** All in ten-thousandths. */
  subtotal: number
  grand: number
  final: number
  shipping: number
  vat: number
}

/** `cost` keeps four decimals, the totals of `disp_cost` are rounded to cents and still have four. */
function costsOf(order: WorldOrder, rates: Record<string, number>): { cost: Costs; shown: Costs } {
  const { subtotal, shipping, vatRate, currency } = order
  const grand = subtotal + shipping
  const vat = Math.ceil((grand * vatRate) / 10_000)
  const cost = { subtotal, grand, final: grand + vat, shipping, vat }
  const show = (amount: number) => converted(amount, currency, rates)
  const shown = {
    ...{ subtotal: show(subtotal), shipping: show(shipping), vat: show(vat) },
    ...{ grand: cents(show(grand)), final: cents(show(grand + vat)) },
  }
  return { cost, shown }
}

function cents(amount: number): number {
  return Math.round(amount / 100) * 100
}

function converted(amount: number, currency: string, rates: Record<string, number>): number {
  const [to, from] = [rates[USER.currency] ?? 1_000_000, rates[currency] ?? 1_000_000]
  return Math.ceil((amount * to) / from)
}

function three({ subtotal, grand, final }: Costs) {
  return { subtotal: decimal(subtotal, 4), grand_total: decimal(grand, 4), final_total: decimal(final, 4) }
}

function extras({ shipping, vat }: Costs, { vatRate }: WorldOrder) {
  const [none, sent] = ['0.0000', decimal(shipping, 4)]
  const fees = { etc1: none, etc2: none, insurance: none, shipping: sent, credit: none, coupon: none }
  return { fees, vat: { vat_rate: hundredths(vatRate), vat_amount: decimal(vat, 4) } }
}

function headOf({ id, time, changed, seller, storeName, buyer }: WorldOrder) {
  const dates = { date_ordered: timestamp(time), date_status_changed: timestamp(changed) }
  return { order_id: id, ...dates, seller_name: seller, store_name: html(storeName), buyer_name: buyer }
}

/** The recordings of orders received are older than the second of these. */
function taxes({ direction, vatCollected }: WorldOrder) {
  const state = { salesTax_collected_by_bl: false }
  return direction === 'out' ? { ...state, vat_collected_by_bl: vatCollected } : state
}

function paymentOf({ paymentMethod, currency, paid, paymentStatus }: WorldOrder) {
  const date = paid === undefined ? {} : { date_paid: timestamp(paid) }
  return { method: paymentMethod, currency_code: currency, ...date, status: paymentStatus }
}

function shippingOf({ direction, buyer, status, changed }: WorldOrder) {
  const country_code = bricklinkCountry(USER.country)
  const isSent = status === 'SHIPPED' || status === 'COMPLETED'
  const person = direction === 'out' ? ['Robin', 'Mason'] : ['A', buyer]
  const name = { full: person.join(' '), first: person[0], last: person[1] }
  return {
    ...{ method_id: 116_410, method: 'Letter with tracking' },
    ...(isSent ? { tracking_no: '12323132', date_shipped: timestamp(changed) } : {}),
    address: {
      ...{ name, full: '1 Brick Lane\r\n12345 Studtown', address1: '1 Brick Lane', address2: '' },
      ...{ country_code, city: 'Studtown', state: 'Tubeland', postal_code: '12345' },
    },
  }
}

function weightOf({ batches }: WorldOrder): number {
  return batches.flat().reduce((sum, { lot, quantity }) => sum + (lot.pair?.part.weight ?? 0) * quantity, 0)
}
