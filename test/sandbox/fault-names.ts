import { json, type Answer } from './service.js'

/** What goes wrong instead of a call: the service never hears of it. */
export const INSTEAD: Record<string, (options: FaultOptions) => Answer> = {
  'reset-before': () => ({ status: 200, trouble: { reset: 'before' } }),
  'slow-headers': ({ wait = 90_000 }) => ({ status: 200, body: '', trouble: { wait } }),
  'status-500': () => page(500, 'Internal Server Error'),
  'status-502': () => page(502, 'Bad Gateway'),
  'status-503': () => page(503, 'Service Temporarily Unavailable'),
  'status-504': () => page(504, 'Gateway Time-out'),
  'status-429': () => page(429, 'Too Many Requests'),
  'retry-after': ({ seconds = 2 }) => ({ ...page(429, 'Too Many Requests', { 'Retry-After': String(seconds) }) }),
  'html-200': () => ({ ...page(200, 'Please log in'), status: 200 }),
  'empty-200': () => ({ status: 200, headers: { 'Content-Type': 'text/html;charset=utf-8' }, body: '' }),
  'garbage-200': () => ({
    status: 200,
    headers: HTML,
    body: Uint8Array.from({ length: 300 }, (_, n) => (n * 97 + 131) % 256),
  }),
  'internal-in-200': () =>
    json(
      200,
      { meta: { description: INTERNAL, message: INTERNAL, code: 500 } },
      { 'Content-Type': 'text/html;charset=utf-8' },
    ),
  maintenance: () => page(302, 'Found', { Location: 'https://www.bricklink.com/error.page?code=503&msg=Site+is+down' }),
  redirect: ({ to = 'http://127.0.0.2:9/elsewhere', status = 302 }) => page(status, 'Found', { Location: to }),
  /** Whatever a test wants, such as a recording. */
  answer: ({ status = 200, headers = { 'Content-Type': 'text/html;charset=utf-8' }, body = '' }) => ({
    status,
    headers,
    body,
  }),
  'bot-wall': ({ status = 202 }) => ({ status, headers: HTML, body: BOT_WALL }),
}

/** What happens to the answer of a call that had its effect. */
export const AFTER: Record<string, (answer: Answer, options: FaultOptions) => Answer> = {
  'lost-answer': (answer) => ({ ...answer, trouble: { reset: 'before' } }),
  'reset-after-headers': (answer) => ({ ...answer, trouble: { reset: 'after headers' } }),
  'slow-body': (answer, { pause = 1_000 }) => ({ ...answer, trouble: { bytePause: pause } }),
  late: (answer, { wait = 1_000 }) => ({ ...answer, trouble: { wait } }),
  'cut-length': (answer, { at = 0.6 }) => ({ ...plain(answer), transfer: 'length', trouble: { cutAt: at } }),
  'cut-chunked': (answer, { at = 0.6 }) => ({ ...plain(answer), transfer: 'chunked', trouble: { cutAt: at } }),
  'malformed-json': (answer) => ({ ...answer, body: broken(textOf(answer)) }),
  'php-warning': (answer) => ({ ...answer, body: `${PHP_WARNING}${textOf(answer)}` }),
  bom: (answer) => ({ ...answer, body: `\uFEFF${textOf(answer)}` }),
  'corrupt-gzip': (answer) => ({ ...answer, trouble: { corruptGzip: true } }),
  'clock-skew': (answer, { skew = 600_000 }) => ({ ...answer, trouble: { dateSkew: skew } }),
  'number-swap': (answer) => edit(answer, swapped),
  'unknown-words': (answer) => edit(answer, widened),
  'duplicate-row': (answer) => edit(answer, (value) => inList(value, (rows) => [...rows.slice(0, 1), ...rows])),
  huge: (answer, { bytes = 50_000_000 }) => ({ ...answer, body: repeated(textOf(answer), bytes) }),
}

/** What needs the page before: see paging.ts. */
export const PAGING = ['duplicate-page', 'shifting-list']

export interface FaultOptions {
  /** Milliseconds. */
  wait?: number
  pause?: number
  skew?: number
  seconds?: number
  /** The part that is sent, 0 to 1. */
  at?: number
  bytes?: number
  status?: number
  to?: string
  headers?: Record<string, string>
  body?: string
}

const INTERNAL = 'INTERNAL_SERVER_ERROR'

const HTML = { 'Content-Type': 'text/html' }

const PHP_WARNING =
  '<br />\n<b>Warning</b>:  Undefined index: color in <b>/srv/www/api.php</b> on line <b>214</b><br />\n'

const BOT_WALL =
  '<!DOCTYPE html><html><head><title></title><script src="/challenge.js"></script></head>' +
  '<body><noscript><h1>JavaScript is disabled</h1></noscript><script>AwsWafIntegration.getToken()</script></body></html>'

function page(status: number, title: string, headers: Record<string, string> = {}): Answer {
  const heading = status === 200 ? title : `${status} ${title}`
  const body = `<html><head><title>${heading}</title></head><body><center><h1>${heading}</h1></center></body></html>`
  return { status, headers: { ...HTML, ...headers }, body }
}

/** Cut answers are never compressed, so that what arrives of them is half of the text. */
function plain(answer: Answer): Answer {
  const { 'Transfer-Encoding': _, ...headers } = answer.headers ?? {}
  return { ...answer, headers: { ...headers, 'Content-Encoding': 'identity' } }
}

function textOf({ body = '' }: Answer): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}

/** No JSON whatever it was before: `{]` is wrong outside of a text, and inside of one its end is missing. */
function broken(text: string): string {
  return `${text.slice(0, Math.floor(text.length * 0.6))}{]}`
}

function edit(answer: Answer, change: (value: unknown) => unknown): Answer {
  try {
    return { ...answer, body: JSON.stringify(change(JSON.parse(textOf(answer)))) }
  } catch {
    return answer
  }
}

/** Numbers become texts, and decimals in texts become numbers; the envelope stays. */
function swapped(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => swapped(item))
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return /^\d+\.\d+$/.test(value) ? Number(value) : value
  if (typeof value !== 'object' || value === null || name === 'meta') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, swapped(item, key)]))
}

/** Every object has a member more, and every status is one that nobody knows. */
function widened(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => widened(item))
  if (typeof value === 'string') return name === 'status' && !/^(success|error)$/.test(value) ? 'ON_HOLD' : value
  if (typeof value !== 'object' || value === null || name === 'meta') return value
  const members = Object.entries(value).map(([key, item]) => [key, widened(item, key)])
  return { ...Object.fromEntries(members), brand_new_member: { since: 2027 } }
}

/** Changes the first list that lies on the top or one below. */
export function inList(value: unknown, change: (rows: unknown[]) => unknown[]): unknown {
  if (Array.isArray(value)) return change(value)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const at = entries.findIndex(([, item]) => Array.isArray(item))
  return Object.fromEntries(entries.map(([key, item], n) => [key, n === at ? change(item as unknown[]) : item]))
}

/** The rows of the list again and again until it is so long. */
function repeated(text: string, bytes: number): string {
  let row = '{}'
  const list = inList(JSON.parse(text), (rows) => {
    if (rows.length > 0) row = JSON.stringify(rows).slice(1, -1)
    return ['rows']
  })
  const [before = '', after = ''] = JSON.stringify(list).split('"rows"')
  return `${before}${row}${`,${row}`.repeat(Math.ceil(bytes / (row.length + 1)))}${after}`
}
