import type { Call } from '../../system/http/call.js'
import { integer, list, rowOf, text } from '../members.js'

/** The most questions in one call. */
export const MOST_QUESTIONS = 50

/** What came of one of many questions, in their order. */
export type BatchAnswer<T> = { value: T | undefined } | { status: number; why: string }

/**
 * Asks many questions in one call. Nothing of it is kept: the parts of it are not known by their own addresses. Only
 * client programs tell what the answer looks like, so each part is believed only when it names its question.
 * @throws {Error} for more than it takes at once, and for anything but questions.
 */
export function batchCall<T>(calls: readonly Call<T>[]): Call<BatchAnswer<T>[]> {
  if (calls.length > MOST_QUESTIONS) throw new Error(`${calls.length} questions are more than ${MOST_QUESTIONS}`)
  if (calls.some(({ method }) => method !== 'GET')) throw new Error('only questions are asked together')
  const requests = calls.map(({ path, method, query = {} }) => {
    const said = Object.entries(query).filter(([, value]) => value !== undefined)
    const params = Object.fromEntries(said.map(([name, value]) => [name, String(value)]))
    return { endpoint: path.replace(/^\//, ''), request_method: method, params: [params] }
  })
  return {
    ...{ method: 'POST', path: '/bulk/batch', kind: 'bulk', repeat: 'safe' },
    form: { requests: JSON.stringify({ requests }) },
    decode: (body) => batchOf(body, calls),
  }
}

function batchOf<T>(body: unknown, calls: readonly Call<T>[]): BatchAnswer<T>[] {
  const answers = list(rowOf(body), 'responses', (row) => row)
  if (answers.length !== calls.length) throw new Error(`${answers.length} answers to ${calls.length} questions`)
  return calls.map(({ path, decode }, position) => {
    const row = answers[position] ?? rowOf(undefined, `responses[${position}]`)
    const endpoint = text(row, 'endpoint').replace(/^\//, '')
    if (`/${endpoint}` !== path) throw new Error(`${row.at}.endpoint is ${endpoint}, not ${path}`)
    const status = integer(row, 'status_code')
    const { body: answer } = row.members
    if (status === 404) return { value: undefined }
    if (status < 200 || status >= 300) return { status, why: JSON.stringify(answer ?? '') }
    return { value: decode(answer) }
  })
}
