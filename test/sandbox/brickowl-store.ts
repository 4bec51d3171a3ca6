import type { OwnLot } from './brickowl-account.js'
import type { Methods, OwlCall } from './brickowl-call.js'
import { CONDITIONS, itemOf } from './brickowl-catalog.js'
import { idsOf } from './brickowl-index.js'
import { coloredItem } from './brickowl-lists.js'
import { counted, needed, refuse, SUCCESS } from './brickowl-json.js'
import { lotUrl } from './brickowl-offers.js'
import { decimal } from './world.js'

/** The user's own store. */
export const storeMethods: Methods = {
  'GET inventory/list': { act: list, needs: 'store' },
  'POST inventory/create': { act: create, needs: 'store' },
  'POST inventory/update': { act: update, needs: 'store' },
  'POST inventory/delete': { act: remove, needs: 'store' },
}

function list({ account, args }: OwlCall) {
  const [type, lotId, external] = [args.get('type'), args.get('lot_id'), args.get('external_id_1')]
  const isActiveOnly = (args.get('active_only') ?? '1') !== '0'
  return account.lots
    .filter(({ isForSale, lot }) => !isActiveOnly || (isForSale && lot.quantity > 0))
    .filter(({ item }) => !type || item.type === type)
    .filter(({ lot }) => !lotId || lot.id === lotId)
    .filter((own) => !external || own.external === external)
    .map(shown)
}

/** In the order of the recording of 2022. */
function shown({ lot, item, external, publicNote, personalNote, isForSale }: OwnLot) {
  const price = decimal(lot.price, 3)
  return {
    ...{ con: lot.condition, full_con: lot.condition === 'used' ? 'usedg' : 'new', qty: lot.quantity, lot_id: lot.id },
    ...{ price, base_price: price, final_price: price, url: lotUrl(lot), owl_id: Number(lot.id) % 500_000 },
    ...{ public_note: publicNote, personal_note: personalNote, sale_percent: 0, bulk_qty: lot.bulk },
    ...{ for_sale: isForSale ? 1 : 0, my_cost: null, lot_weight: null, reserve_uid: null, boid: item.boid },
    ...{ external_lot_ids: external ? { other: external } : {}, type: item.type, ids: idsOf(item), tier_price: [] },
  }
}

function create(call: OwlCall) {
  const { account, args, ask, index } = call
  const item = coloredItem(call)
  const condition = needed(args, 'condition')
  if (!(condition in CONDITIONS)) refuse(400, 'Invalid value for condition')
  const [id, quantity] = [account.nextId(), counted(args, 'quantity', { otherwise: 1 })]
  const lot = {
    ...{ id, quantity, bulk: 1, price: priceOf(needed(args, 'price')), store: index.world.ownStore },
    ...{ condition: condition.startsWith('used') ? ('used' as const) : ('new' as const) },
    ...{ created: ask.time, updated: ask.time },
    ...(item.pair && { pair: item.pair }),
    ...(item.set && { set: item.set }),
    ...(item.minifig && { minifig: item.minifig }),
  }
  const external = args.get('external_id') ?? undefined
  account.lots.push({
    lot,
    item: itemOf(call, item.boid),
    external,
    publicNote: null,
    personalNote: null,
    isForSale: true,
  })
  return { lot_id: id }
}

/** `relative_quantity` adds to what is there, `absolute_quantity` replaces it. */
function update(call: OwlCall) {
  const { args } = call
  const own = lotOf(call)
  const relative = args.get('relative_quantity')
  if (relative && !/^[+-]?\d+$/.test(relative)) refuse(400, 'Invalid value for relative_quantity')
  const quantity = counted(args, 'absolute_quantity', { otherwise: own.lot.quantity, least: 0 })
  own.lot.quantity = Math.max(0, quantity + Number(relative ?? 0))
  if (args.get('price')) own.lot.price = priceOf(needed(args, 'price'))
  if (args.has('for_sale')) own.isForSale = args.get('for_sale') === '1'
  own.publicNote = args.get('public_note') ?? own.publicNote
  own.personalNote = args.get('personal_note') ?? own.personalNote
  return SUCCESS
}

function remove(call: OwlCall) {
  const { lots } = call.account
  lots.splice(lots.indexOf(lotOf(call)), 1)
  return SUCCESS
}

function lotOf({ account, args }: OwlCall): OwnLot {
  const [id, external] = [args.get('lot_id'), args.get('external_id')]
  if (!id && !external) refuse(400, 'Missing argument: lot_id')
  const own = account.lots.find((one) => (id ? one.lot.id === id : one.external === external))
  return own ?? refuse(404, 'Lot not found')
}

/** Ten-thousandths. */
function priceOf(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * 10_000) : refuse(400, 'Invalid value for price')
}
