import { allPieces, type Account, type Piece } from './rebrickable-account.js'
import { checked, addAll, fieldsOf, type Add } from './rebrickable-input.js'
import { isAsked, isSought } from './rebrickable-lego.js'
import { NO_CONTENT, numbered } from './rebrickable-lists.js'
import { notFound, page, type Call, type Routes } from './rebrickable-routes.js'
import { colorRow, inventoryRow, listedPart, minifigRow } from './rebrickable-rows.js'
import { json } from './service.js'
import { USER } from './world.js'

/** Who the user is, and what is made of all the lists. */
export const userRoutes: Routes = {
  'POST /users/_token/': (call) => {
    const { username, password } = fieldsOf(call.ask, {
      username: { kind: 'text', isRequired: true },
      password: { kind: 'text', isRequired: true },
    })
    const token = call.login(String(username), String(password))
    return token ? json(200, { user_token: token }) : json(403, { detail: 'Invalid credentials' })
  },
  'GET /users/badges/': (call) => page(call, BADGES, (badge) => badge),
  'GET /users/badges/*/': (call, id) => {
    const badge = BADGES.find((one) => String(one.id) === id)
    return badge ? json(200, badge) : notFound(call, 'Badge')
  },
  'GET /users/*/badges/': (call, token = '') => page(call, call.account(token) ? BADGES : [], (badge) => badge),
  'GET /users/*/profile/': (call, token = '') => json(200, profile(call, call.account(token))),
  'GET /users/*/allparts/': (call, token = '') => {
    const pieces = allPieces(call.account(token), call.catalog).filter((piece) => fits(call, piece))
    return page(call, pieces, (piece) => shown(call, piece))
  },
  'GET /users/*/parts/': (call, token = '') => {
    const pieces = call.account(token).partLists.flatMap(({ rows }) => rows)
    return page(
      call,
      pieces.filter((piece) => fits(call, piece)),
      (piece) => shown(call, piece),
    )
  },
  'GET /users/*/minifigs/': (call, token = '') => page(call, minifigs(call, call.account(token)), (row) => row),
  'GET /users/*/build/*/': (call, token = '', no = '') => {
    const account = call.account(token)
    const set = call.catalog.set(no)
    if (!set) return notFound(call, 'Set')
    const rows = call.catalog.inventory(set, { withMinifigs: true }).filter(({ isSpare }) => !isSpare)
    return json(200, build(account, rows, allPieces(account, call.catalog)))
  },

  'GET /users/*/lost_parts/': (call, token = '') =>
    page(call, call.account(token).lost, (lost) => shownLost(call, lost)),
  'POST /users/*/lost_parts/': (call, token = '') =>
    addAll(call.ask, lostAdder(call, call.account(token)), call.switches['array_post']),
  'DELETE /users/*/lost_parts/*/': (call, token = '', id = '') => {
    const { lost } = call.account(token)
    lost.splice(lost.indexOf(numbered(call, lost, id, 'LostPart')), 1)
    return NO_CONTENT
  },
}

const BADGES = [
  { id: 1, code: 'LST1', level: 1, points: 5, name: 'List Maker', descr: 'Has a Part List' },
  { id: 2, code: 'SET1', level: 1, points: 10, name: 'Set Owner', descr: 'Has a Set List' },
]

function profile({ catalog, ask }: Call, account: Account) {
  const { partLists, setLists, lost } = account
  const sets = setLists.flatMap(({ rows }) => rows)
  const loose = total(partLists.flatMap(({ rows }) => rows))
  const all = total(allPieces(account, catalog))
  const missing = total(lost)
  const figures = sets.flatMap(({ set, quantity }) =>
    set.rows.flatMap((row) => (row.minifig ? [{ quantity: row.quantity * quantity }] : [])),
  )
  return {
    ...{ user_id: 4_400 + account.id, username: account.persona.rebrickable?.username ?? '', email: USER.email },
    ...{ real_name: '', last_activity: new Date(ask.time).toISOString(), last_ip: ask.from, location: USER.country },
    rewards: { points: 15, level: 1, badges: BADGES.map(({ id }) => id) },
    lego: {
      ...{ total_sets: total(sets), total_loose_parts: loose, total_set_parts: all + missing - loose },
      ...{ lost_set_parts: missing, all_parts: all, total_figs: total(figures) },
    },
    avatar_img: null,
  }
}

function fits({ ask }: Call, { part, color }: Piece): boolean {
  return (
    isAsked(ask.query, 'part_num', part.rebrickable) &&
    isAsked(ask.query, 'part_cat_id', part.category) &&
    isAsked(ask.query, 'color_id', color.rebrickable) &&
    isSought(ask.query, part.rebrickable, part.name)
  )
}

function shown({ ask, catalog, switches }: Call, { part, color, quantity }: Piece) {
  return { quantity, part: listedPart(part, ask.query, catalog, switches), color: colorRow(color) }
}

function minifigs({ catalog, ask }: Call, { setLists }: Account) {
  const sets = setLists.flatMap(({ rows }) => rows)
  return catalog.world.minifigs.flatMap((minifig) => {
    const isThere = sets.some(({ set }) => set.rows.some((row) => row.minifig === minifig))
    const isFit = isAsked(ask.query, 'fig_set_num', minifig.rebrickable)
    return isThere && isFit ? [minifigRow(minifig, catalog)] : []
  })
}

/** How much of a set could be built from all that the user has, part and color alike. */
function build(account: Account, rows: Piecewise[], owned: Piece[]) {
  const need = new Map<string, number>()
  for (const { pair, quantity } of rows) {
    const key = `${pair.part.rebrickable} ${pair.color.rebrickable}`
    need.set(key, (need.get(key) ?? 0) + quantity)
  }
  const have = new Map(owned.map((piece) => [`${piece.part.rebrickable} ${piece.color.rebrickable}`, piece.quantity]))
  const all = total(rows)
  const found = [...need].reduce((sum, [key, quantity]) => sum + Math.min(quantity, have.get(key) ?? 0), 0)
  return {
    ...{ user: 4_400 + account.id, inventory: rows[0]?.id ?? 0, pct_owned: all > 0 ? (found / all) * 100 : 0 },
    ...{ num_missing: all - found, num_ignored: 0, num_owned_less_ignored: found },
    ...{ total_parts: all, total_parts_less_ignored: all, build_options: BUILD_OPTIONS },
  }
}

type Piecewise = ReturnType<Call['catalog']['inventory']>[number]

const BUILD_OPTIONS = {
  ...{ ignore_print: false, ignore_mold: false, ignore_altp: false, ignore_minifigs: false, ignore_non_lego: false },
  ...{ sort_by: 0, color: 0, theme: null, min_parts: 0, max_parts: 0, min_year: 0, max_year: 0, added_days_ago: 0 },
  ...{ inc_official: true, inc_custom: false, inc_bmodels: false, inc_accessory: false, inc_premium: false },
  ...{ inc_alts: false, inc_owned: true },
}

function shownLost({ catalog, ask, switches }: Call, { id, inventory, quantity }: Account['lost'][number]) {
  return {
    ...{ lost_part_id: id, lost_quantity: quantity },
    inv_part: inventoryRow(inventory, ask.query, catalog, switches),
  }
}

function lostAdder(call: Call, account: Account): Add {
  return (input) => {
    const { values, errors } = checked(input, {
      inv_part_id: { kind: 'integer', isRequired: true },
      lost_quantity: { kind: 'integer', least: 1 },
    })
    if (Object.keys(errors).length > 0) return { errors }
    const inventory = call.catalog.inventoryRow(Number(values['inv_part_id']))
    if (!inventory) {
      return { errors: { inv_part_id: [`Invalid pk "${values['inv_part_id']}" - object does not exist.`] } }
    }
    if (account.lost.some((lost) => lost.inventory.id === inventory.id)) {
      return { errors: { detail: 'Lost Part already exists.' } }
    }
    const lost = { id: account.nextId(), inventory, quantity: Number(values['lost_quantity'] ?? 1) }
    account.lost.push(lost)
    return { added: shownLost(call, lost) }
  }
}

function total(rows: { quantity: number }[]): number {
  return rows.reduce((sum, { quantity }) => sum + quantity, 0)
}
