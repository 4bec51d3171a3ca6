import type { Account, SetList, SetListRow } from './rebrickable-account.js'
import { addAll, checked, fieldsOf, inputOf, type Add } from './rebrickable-input.js'
import { fitsSet, isAsked } from './rebrickable-lego.js'
import { LIST, NO_CONTENT, numbered } from './rebrickable-lists.js'
import { notFound, page, type Act, type Call, type Routes } from './rebrickable-routes.js'
import { setRow } from './rebrickable-rows.js'
import { json, type Answer } from './service.js'

/** The user's lists of sets, and all sets of all lists as one. */
export const setRoutes: Routes = {
  'GET /users/*/setlists/': (call, token = '') => page(call, call.account(token).setLists, shown),
  'POST /users/*/setlists/': (call, token = '') => {
    const account = call.account(token)
    const { name, is_buildable } = fieldsOf(call.ask, LIST)
    const list = newList(account, String(name), is_buildable === true)
    return json(201, shown(list))
  },
  'GET /users/*/setlists/*/': withList((_call, list) => json(200, shown(list))),
  'PUT /users/*/setlists/*/': withList((call, list) => {
    const { name, is_buildable } = fieldsOf(call.ask, LIST)
    return changed(list, { name, is_buildable: is_buildable ?? false })
  }),
  'PATCH /users/*/setlists/*/': withList((call, list) =>
    changed(list, fieldsOf(call.ask, { ...LIST, name: { kind: 'text' } })),
  ),
  'DELETE /users/*/setlists/*/': withList((_call, list, account) => {
    account.setLists.splice(account.setLists.indexOf(list), 1)
    return NO_CONTENT
  }),

  'GET /users/*/setlists/*/sets/': withList((call, list) => page(call, list.rows, (row) => shownRow(call, list, row))),
  'POST /users/*/setlists/*/sets/': withList((call, list) =>
    addAll(call.ask, adder(call, list), call.switches['array_post']),
  ),
  'GET /users/*/setlists/*/sets/*/': withRow((call, list, row) => json(200, shownRow(call, list, row))),
  'PUT /users/*/setlists/*/sets/*/': withRow(replaceRow),
  'PATCH /users/*/setlists/*/sets/*/': withRow(replaceRow),
  'DELETE /users/*/setlists/*/sets/*/': withRow((_call, list, row) => {
    list.rows.splice(list.rows.indexOf(row), 1)
    return NO_CONTENT
  }),

  'GET /users/*/sets/': (call, token = '') => {
    const all = rowsOf(call.account(token)).filter(({ row }) => fitsSet(call, row.set))
    const asked = all.filter(({ row }) => isAsked(call.ask.query, 'set_num', row.set.no))
    return page(call, asked, ({ list, row }) => shownRow(call, list, row))
  },
  'POST /users/*/sets/': (call, token = '') => {
    return addAll(call.ask, adder(call, importList(call.account(token))), call.switches['array_post'])
  },
  'POST /users/*/sets/sync/': (call, token = '') => synchronize(call, call.account(token)),
  'GET /users/*/sets/*/': (call, token = '', no = '') => {
    const [first, ...more] = rowsOf(call.account(token)).filter(({ row }) => row.set.no === no)
    if (!first) return notFound(call, 'Set')
    const quantity = more.reduce((sum, { row }) => sum + row.quantity, first.row.quantity)
    return json(200, { ...shownRow(call, first.list, first.row), quantity })
  },
  'PUT /users/*/sets/*/': (call, token = '', no = '') => {
    const account = call.account(token)
    const { quantity } = fieldsOf(call.ask, { quantity: { kind: 'integer', isRequired: true, least: 0 } })
    const set = call.catalog.set(no)
    if (!set) return notFound(call, 'Set')
    setQuantity(account, { set, quantity: Number(quantity), includeSpares: true })
    return json(200, { quantity })
  },
  'DELETE /users/*/sets/*/': (call, token = '', no = '') => {
    const account = call.account(token)
    if (!rowsOf(account).some(({ row }) => row.set.no === no)) return notFound(call, 'Set')
    for (const list of account.setLists) list.rows = list.rows.filter(({ set }) => set.no !== no)
    return NO_CONTENT
  },
}

function shown({ id, isBuildable, name, rows }: SetList) {
  return { id, is_buildable: isBuildable, name, num_sets: rows.reduce((sum, { quantity }) => sum + quantity, 0) }
}

function changed(list: SetList, { name, is_buildable }: Record<string, unknown>): Answer {
  if (name !== undefined) list.name = String(name)
  if (is_buildable !== undefined) list.isBuildable = is_buildable === true
  return json(200, shown(list))
}

function newList(account: Account, name: string, isBuildable: boolean): SetList {
  const list = { id: account.nextId(), name, isBuildable, rows: [] }
  account.setLists.push(list)
  return list
}

function withList(act: (call: Call, list: SetList, account: Account, ...words: string[]) => Answer): Act {
  return (call, token = '', id = '', ...words) => {
    const account = call.account(token)
    return act(call, numbered(call, account.setLists, id, 'SetList'), account, ...words)
  }
}

function withRow(act: (call: Call, list: SetList, row: SetListRow) => Answer): Act {
  return withList((call, list, _account, no) => {
    const row = list.rows.find(({ set }) => set.no === no)
    return row ? act(call, list, row) : notFound(call, 'SetListSet')
  })
}

function shownRow({ catalog }: Call, list: SetList, { set, quantity, includeSpares }: SetListRow) {
  return { list_id: list.id, quantity, include_spares: includeSpares, set: setRow(set, catalog) }
}

const QUANTITIES = { quantity: { kind: 'integer', least: 1 }, include_spares: { kind: 'boolean' } } as const

function replaceRow({ ask }: Call, _list: SetList, row: SetListRow): Answer {
  const { quantity, include_spares } = fieldsOf(ask, QUANTITIES)
  if (quantity !== undefined) row.quantity = Number(quantity)
  if (include_spares !== undefined) row.includeSpares = include_spares === true
  return json(200, { quantity: row.quantity, include_spares: row.includeSpares })
}

/** Without a quantity it is one set, and spare pieces count unless told otherwise. */
function readRow(call: Call, input: unknown): SetListRow | { errors: Record<string, string[]> } {
  const { values, errors } = checked(input, { set_num: { kind: 'text', isRequired: true }, ...QUANTITIES })
  if (Object.keys(errors).length > 0) return { errors }
  const set = call.catalog.set(String(values['set_num']))
  if (!set) return { errors: { set_num: [`Invalid pk "${values['set_num']}" - object does not exist.`] } }
  return { set, quantity: Number(values['quantity'] ?? 1), includeSpares: values['include_spares'] !== false }
}

function adder(call: Call, list: SetList): Add {
  return (input) => {
    const row = readRow(call, input)
    if ('errors' in row) return row
    if (list.rows.some(({ set }) => set === row.set)) {
      return { errors: { detail: 'Set already exists in the Set List.' } }
    }
    list.rows.push(row)
    return { added: created(row) }
  }
}

function created({ set, quantity, includeSpares }: SetListRow) {
  return { set_num: set.no, quantity, include_spares: includeSpares }
}

function rowsOf({ setLists }: Account): { list: SetList; row: SetListRow }[] {
  return setLists.flatMap((list) => list.rows.map((row) => ({ list, row })))
}

/** Where sets go that nobody named a list for: the first by name, or a new one. */
function importList(account: Account): SetList {
  const [first] = account.setLists.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return first ?? newList(account, 'Set List', true)
}

/** More go into the list for imports; fewer are taken from it first, then from the others. */
function setQuantity(account: Account, { set, quantity, includeSpares }: SetListRow): void {
  const first = importList(account)
  const lists = [first, ...account.setLists.filter((list) => list !== first)]
  const owned = lists.flatMap(({ rows }) => rows.filter((row) => row.set === set))
  let change = quantity - owned.reduce((sum, row) => sum + row.quantity, 0)
  const known = first.rows.find((row) => row.set === set)
  if (change > 0 && known) known.quantity += change
  if (change > 0 && !known) first.rows.push({ set, quantity: change, includeSpares })
  for (const row of change < 0 ? owned : []) {
    const taken = Math.min(row.quantity, -change)
    row.quantity -= taken
    change += taken
  }
  for (const list of lists) list.rows = list.rows.filter((row) => row.quantity > 0)
}

/** Afterwards the user has these sets and no others. Sets that do not exist are passed over. */
function synchronize(call: Call, account: Account): Answer {
  const input = inputOf(call.ask)
  const read = [input].flat().map((one) => readRow(call, one))
  const wrong = read.find((row) => 'errors' in row)
  if (!Array.isArray(input) && wrong) return json(400, wrong.errors)
  const wanted = read.flatMap((row) => ('errors' in row ? [] : [row]))
  for (const { row } of rowsOf(account)) {
    if (!wanted.some(({ set }) => set === row.set)) setQuantity(account, { ...row, quantity: 0 })
  }
  for (const row of wanted) setQuantity(account, row)
  const added = wanted.map(created)
  return json(201, Array.isArray(input) ? added : added[0])
}
