import { Refusal } from './refusal.js'
import type { Answer, Switches } from './service.js'

/** What a handler says: the rest is the same for all. */
export interface Reply {
  code: number
  message: string
  description: string
  /** Left out of the envelope when undefined. */
  data?: unknown
  /** Of HTTP; 200 when left out, whatever the code. */
  status?: number
}

export function ok(data?: unknown): Reply {
  return { code: 200, message: 'OK', description: 'OK', data }
}

export function created(data?: unknown): Reply {
  return { code: 201, message: 'OK_CREATED', description: 'OK_CREATED', data }
}

export const GONE: Reply = { code: 204, message: 'OK_NO_CONTENT', description: 'OK_NO_CONTENT' }

/** A call that is refused; the whole answer may be given instead of an envelope. */
export function refused(code: number, message: string, description: string, instead?: Answer): BricklinkRefusal {
  const reply: Reply = { code, message, description }
  return Object.assign(new Refusal(instead ?? { status: 200 }), { reply: instead ? undefined : reply })
}

export type BricklinkRefusal = Refusal & { reply: Reply | undefined }

/** A parameter that cannot be read, or has a value that there is not. */
export function invalid(description: string, status = 200): BricklinkRefusal {
  const refusal = refused(400, 'PARAMETER_MISSING_OR_INVALID', description)
  if (refusal.reply) refusal.reply.status = status
  return refusal
}

export function unparseable(text: string, name: string): BricklinkRefusal {
  return invalid(`Unparseable data [${text}] for [${name}].`)
}

export function notFound(): BricklinkRefusal {
  return refused(404, 'RESOURCE_NOT_FOUND', 'RESOURCE_NOT_FOUND')
}

/** The envelope as it was recorded, or as the switches would have it. */
export function envelope({ code, message, description, data, status = 200 }: Reply, switches: Switches): Answer {
  const isMirrored = switches['http_mirrors_meta'] === true
  if (code === 204 && (isMirrored || switches['delete_204_empty'] === true))
    return { status: 204, headers: headers(switches) }
  const meta = { description, message, code: switches['meta_code_string'] === true ? String(code) : code }
  const value = data === undefined ? { meta } : { meta, data: disguised(data, switches) }
  return { status: isMirrored ? code : status, headers: headers(switches), body: JSON.stringify(value) }
}

/** In the order and the spelling of the recordings; `Date` comes before. */
function headers(switches: Switches): Record<string, string | string[]> {
  const isJson = switches['content_type'] === 'json'
  return {
    'Content-Type': isJson ? 'application/json;charset=utf-8' : 'text/html;charset=utf-8',
    'Transfer-Encoding': 'chunked',
    Connection: 'keep-alive',
    'Set-Cookie': ['blckMID=17f0a1b2c3d00000-5e4d3c2b1a000000; path=/', 'blckSessionStarted=1; path=/'],
    Server: 'BrickLink',
    'X-Xss-Protection': '1; mode=block',
    'Referrer-Policy': 'no-referrer-when-downgrade',
  }
}

/** Sources disagree about some names and types; by default all is as it was recorded. */
function disguised(value: unknown, switches: Switches): unknown {
  const names: Record<string, unknown> = {
    category_id: switches['category_key'],
    appears_as: switches['appears_key'],
    grand_total: switches['grand_total_key'],
  }
  const renamed = Object.entries(names).some(([usual, name]) => usual !== name)
  if (!renamed && switches['order_id_string'] !== true && switches['known_color_strings'] !== true) return value
  const change = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(change)
    if (typeof item !== 'object' || item === null) return item
    const isKnownColor = switches['known_color_strings'] === true && Object.keys(item).join() === 'color_id,quantity'
    const members = Object.entries(item).map(([key, member]) => {
      const isText = isKnownColor || (key === 'order_id' && switches['order_id_string'] === true)
      return [key in names ? names[key] : key, isText ? String(member) : change(member)]
    })
    return Object.fromEntries(members)
  }
  return change(value)
}
