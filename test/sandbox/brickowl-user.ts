import type { Method, Methods, OwlCall } from './brickowl-call.js'
import { logo, storeUrl } from './brickowl-offers.js'
import { decimal, USER } from './world.js'

/** Who the key belongs to; and what only partners may ask. */
export const userMethods: Methods = {
  'GET user/details': { act: details },
  'GET token/details': { act: details },
  'GET user/addresses': { act: addresses },
  ...Object.fromEntries(
    ['POST user/get_token', 'GET affiliate/stores', 'GET affiliate/lots', 'GET affiliate/item_lots'].map(
      (name): [string, Method] => [name, { act: () => [], needs: 'contract' }],
    ),
  ),
}

/** In the order of the recording. Without a store there are no details of it. */
function details({ persona, keys, index, ask }: OwlCall) {
  const { ownStore: store, personas } = index.world
  const user = { username: USER.name, uid: 9_775 + personas.indexOf(persona), has_store: keys.hasStore }
  if (!keys.hasStore) return user
  return {
    ...user,
    store_details: {
      ...{ store_id: store.id, name: store.name, slogan: '', base_currency: store.currency, country: store.country },
      ...{ square_logo_24: logo(store, 24), square_logo_16: logo(store, 16), url: storeUrl(store) },
      ...{ last_inventory_update: Math.floor(ask.time / 1000) - 3_600, feedback_count: store.feedback },
      ...{ minimum_order: decimal(store.minimumOrder, 3) },
      ...{ minimum_lot_average: decimal(store.minimumLotAverage, 3), open: store.open },
    },
  }
}

function addresses() {
  return [
    {
      ...{ address_id: 1, first_name: 'Mason', last_name: 'Brick', street_1: '1 Example Street', street_2: '' },
      ...{ city: 'Exampleville', region: '', post_code: '00000', country_code: USER.country, phone: '' },
    },
  ]
}
