import type { Account, PartList, PartListRow } from './rebrickable-account.js'
import { extraParts } from './rebrickable-lego.js'
import { addAll, fieldsOf, type Add, checked } from './rebrickable-input.js'
import { notFound, page, refuse, type Act, type Call, type Routes } from './rebrickable-routes.js'
import { colorRow, listedPart } from './rebrickable-rows.js'
import { json, type Answer } from './service.js'

/** The user's lists of loose parts. */
export const partListRoutes: Routes = {
  'GET /users/*/partlists/': (call, token = '') => page(call, call.account(token).partLists, shown),
  'POST /users/*/partlists/': (call, token = '') => {
    const account = call.account(token)
    const { name, is_buildable } = fieldsOf(call.ask, LIST)
    const list: PartList = { id: account.nextId(), name: String(name), isBuildable: is_buildable === true, rows: [] }
    account.partLists.push(list)
    return json(201, shown(list))
  },
  'GET /users/*/partlists/*/': withList((_call, list) => json(200, shown(list))),
  'PUT /users/*/partlists/*/': withList((call, list) => {
    const { name, is_buildable } = fieldsOf(call.ask, LIST)
    return changed(list, { name, is_buildable: is_buildable ?? false })
  }),
  'PATCH /users/*/partlists/*/': withList((call, list) =>
    changed(list, fieldsOf(call.ask, { ...LIST, name: { kind: 'text' } })),
  ),
  'DELETE /users/*/partlists/*/': withList((_call, list, account) => {
    account.partLists.splice(account.partLists.indexOf(list), 1)
    return NO_CONTENT
  }),

  'GET /users/*/partlists/*/parts/': withList((call, list) =>
    page(call, list.rows, (row) => shownRow(call, list, row, { isWhole: false })),
  ),
  'POST /users/*/partlists/*/parts/': withList((call, list) =>
    addAll(call.ask, adder(call, list), call.switches['array_post']),
  ),
  'GET /users/*/partlists/*/parts/*/*/': withRow((call, list, row) =>
    json(200, shownRow(call, list, row, { isWhole: true })),
  ),
  'PUT /users/*/partlists/*/parts/*/*/': withRow((call, _list, row) => {
    const { quantity } = fieldsOf(call.ask, { quantity: { kind: 'integer', isRequired: true, least: 1 } })
    row.quantity = Number(quantity)
    return json(200, { quantity })
  }),
  'DELETE /users/*/partlists/*/parts/*/*/': withRow((_call, list, row) => {
    list.rows.splice(list.rows.indexOf(row), 1)
    return NO_CONTENT
  }),
}

export const NO_CONTENT: Answer = { status: 204 }

/** The members of a list that a user may set. */
export const LIST = { name: { kind: 'text', isRequired: true }, is_buildable: { kind: 'boolean' } } as const

/** The thing with this number, or the end of the call. */
export function numbered<T extends { id: number }>(call: Call, things: T[], id: string, name: string): T {
  return things.find((thing) => String(thing.id) === id) ?? refuse(notFound(call, name))
}

function shown({ id, isBuildable, name, rows }: PartList) {
  return { id, is_buildable: isBuildable, name, num_parts: rows.reduce((sum, { quantity }) => sum + quantity, 0) }
}

function changed(list: PartList, { name, is_buildable }: Record<string, unknown>): Answer {
  if (name !== undefined) list.name = String(name)
  if (is_buildable !== undefined) list.isBuildable = is_buildable === true
  return json(200, shown(list))
}

function withList(act: (call: Call, list: PartList, account: Account, ...words: string[]) => Answer): Act {
  return (call, token = '', id = '', ...words) => {
    const account = call.account(token)
    return act(call, numbered(call, account.partLists, id, 'PartList'), account, ...words)
  }
}

function withRow(act: (call: Call, list: PartList, row: PartListRow) => Answer): Act {
  return withList((call, list, _account, part, color) => {
    const row = list.rows.find((one) => one.part.rebrickable === part && String(one.color.rebrickable) === color)
    return row ? act(call, list, row) : notFound(call, 'PartListPart')
  })
}

/** `inc_color_details=0` works for the whole list, not for one row. */
function shownRow({ ask, catalog, switches }: Call, list: PartList, row: PartListRow, { isWhole = false }) {
  const isShort = !isWhole && ask.query.get('inc_color_details') === '0'
  const part = listedPart(row.part, ask.query, catalog, switches)
  return { list_id: list.id, quantity: row.quantity, part, color: colorRow(row.color, { isShort }) }
}

const ROW = {
  part_num: { kind: 'text', isRequired: true },
  quantity: { kind: 'integer', isRequired: true, least: 1 },
  color_id: { kind: 'integer', isRequired: true },
} as const

function adder(call: Call, list: PartList): Add {
  return (input) => {
    const { values, errors } = checked(input, ROW)
    if (Object.keys(errors).length > 0) return { errors }
    const part = call.catalog.part(String(values['part_num']), extraParts(call))
    if (!part) return { errors: { part_num: [`Invalid pk "${values['part_num']}" - object does not exist.`] } }
    const color = call.catalog.color(Number(values['color_id']))
    if (!color) return { errors: { color_id: [`Invalid pk "${values['color_id']}" - object does not exist.`] } }
    if (list.rows.some((row) => row.part === part && row.color === color)) {
      return { errors: { detail: 'Part already exists in the Part List.' } }
    }
    list.rows.push({ part, color, quantity: Number(values['quantity']) })
    return { added: { part_num: part.rebrickable, quantity: values['quantity'], color_id: color.rebrickable } }
  }
}
