import type { CollectionLot, Wishlist, WishlistLot } from './brickowl-account.js'
import type { Methods, OwlCall } from './brickowl-call.js'
import { CONDITIONS, itemOf } from './brickowl-catalog.js'
import { idsOf, type OwlItem } from './brickowl-index.js'
import { counted, needed, refuse, SUCCESS } from './brickowl-json.js'

/** The user's wishlists and collection. */
export const listMethods: Methods = {
  'GET wishlist/lists': { act: (call) => call.account.wishlists.map((list) => shownList(call, list)) },
  'GET wishlist/lots': { act: (call) => wishlistOf(call).lots.map(shownLot) },
  'POST wishlist/create_list': { act: createList },
  'POST wishlist/update_list': { act: updateList },
  'POST wishlist/delete_list': { act: deleteList },
  'POST wishlist/create_lot': { act: createLot },
  'POST wishlist/update': { act: updateLot },
  'POST wishlist/delete_lot': {
    act(call) {
      const list = wishlistOf(call)
      return taken(list.lots, needed(call.args, 'lot_id'))
    },
  },
  'GET collection/lots': { act: ({ account }) => account.collection.map(shownCollected) },
  'POST collection/create_lot': { act: createCollected },
  'POST collection/update': { act: updateCollected },
  'POST collection/delete_lot': { act: ({ account, args }) => taken(account.collection, needed(args, 'lot_id')) },
}

/** The thing that a BOID and a color number name. A part needs a color, in its BOID or beside it. */
export function coloredItem(call: OwlCall): OwlItem {
  const item = itemOf(call, needed(call.args, 'boid'))
  return item.part ? itemOf(call, `${item.boid}-${needed(call.args, 'color_id')}`) : item
}

function wishlistOf({ account, args }: OwlCall): Wishlist {
  const id = needed(args, 'wishlist_id')
  return account.wishlists.find((list) => list.id === id) ?? refuse(404, 'Wishlist not found')
}

function found<T extends { id: string }>(lots: T[], id: string): T {
  return lots.find((lot) => lot.id === id) ?? refuse(404, 'Lot not found')
}

function taken<T extends { id: string }>(lots: T[], id: string): unknown {
  lots.splice(lots.indexOf(found(lots, id)), 1)
  return SUCCESS
}

/** Recorded with three members; a client knows more of them, which the switch `long_wishlists` adds. */
function shownList({ switches }: OwlCall, { id, name, description, lots, created, updated }: Wishlist) {
  const short = { wishlist_id: id, name, description }
  if (!switches['long_wishlists']) return short
  return {
    ...{ ...short, public: false, url: `https://www.brickowl.com/wishlist/view/${id}`, lot_count: lots.length },
    item_count: lots.reduce((sum, { quantity }) => sum + quantity, 0),
    ...{ created: Math.floor(created / 1000), updated: Math.floor(updated / 1000) },
  }
}

function shownLot({ id, item, quantity, maximumPrice, condition, note }: WishlistLot) {
  return {
    ...{ lot_id: id, boid: item.boid, type: item.type, ids: idsOf(item), minimum_quantity: quantity },
    ...{ maximum_price: maximumPrice, minimum_condition: condition, note },
  }
}

function createList({ account, args, ask }: OwlCall) {
  const name = needed(args, 'name')
  if (account.wishlists.some((list) => list.name === name)) refuse(400, 'A wishlist with this name already exists')
  const [id, created] = [account.nextId(), ask.time]
  const description = args.get('description') ?? ''
  account.wishlists.push({ id, name, description, created, updated: created, lots: [], last: 0 })
  return { wishlist_id: id }
}

function updateList(call: OwlCall) {
  const list = wishlistOf(call)
  list.name = call.args.get('name') || list.name
  list.description = call.args.get('description') ?? list.description
  return SUCCESS
}

function deleteList(call: OwlCall) {
  const { wishlists } = call.account
  const list = wishlistOf(call)
  if (wishlists.length === 1) refuse(400, 'You must have at least one wishlist')
  wishlists.splice(wishlists.indexOf(list), 1)
  return SUCCESS
}

/** Whatever quantity the call brings, it is one: the real service does not know that argument here. */
function createLot(call: OwlCall) {
  const list = wishlistOf(call)
  const item = coloredItem(call)
  list.last += 1
  const lot: WishlistLot = { id: String(list.last), item, quantity: 1, maximumPrice: null, condition: null, note: null }
  list.lots.push(lot)
  list.updated = call.ask.time
  return { lot_id: lot.id }
}

function updateLot(call: OwlCall) {
  const { args, ask } = call
  const list = wishlistOf(call)
  const lot = found(list.lots, needed(args, 'lot_id'))
  const condition = conditionIn(args, 'minimum_condition')
  lot.quantity = counted(args, 'minimum_quantity', { otherwise: lot.quantity })
  lot.maximumPrice = priceIn(args, 'maximum_price') ?? lot.maximumPrice
  lot.condition = condition ?? lot.condition
  lot.note = args.get('note') ?? lot.note
  list.updated = ask.time
  return SUCCESS
}

function shownCollected({ id, item, quantity, condition, note, price }: CollectionLot) {
  return {
    ...{ lot_id: id, type: item.type, boid: item.boid, qty: quantity },
    ...{ con: condition.startsWith('used') ? 'used' : condition.slice(0, 3), full_con: condition },
    ...{ note, price, ids: idsOf(item) },
  }
}

function createCollected(call: OwlCall) {
  const { account, args } = call
  const item = coloredItem(call)
  const lot: CollectionLot = {
    ...{ id: account.nextId(), item, quantity: counted(args, 'quantity', { otherwise: 1 }) },
    condition: conditionIn(args, 'condition') ?? 'new',
    ...{ note: args.get('note'), price: priceIn(args, 'price') ?? null },
  }
  account.collection.push(lot)
  return { lot_id: lot.id }
}

function updateCollected({ account, args }: OwlCall) {
  const lot = found(account.collection, needed(args, 'lot_id'))
  const condition = conditionIn(args, 'condition')
  lot.quantity = counted(args, 'quantity', { otherwise: lot.quantity })
  lot.price = priceIn(args, 'price') ?? lot.price
  lot.condition = condition ?? lot.condition
  lot.note = args.get('note') ?? lot.note
  return SUCCESS
}

function conditionIn(args: URLSearchParams, name: string): string | undefined {
  const text = args.get(name) || undefined
  return text && !(text in CONDITIONS) ? refuse(400, `Invalid value for ${name}`) : text
}

function priceIn(args: URLSearchParams, name: string): string | undefined {
  const text = args.get(name) || undefined
  return text && !/^\d+(\.\d+)?$/.test(text) ? refuse(400, `Invalid value for ${name}`) : text
}
