import { Refusal } from './refusal.js'
import type { Answer } from './service.js'

/** All answers that are JSON have the status 200, failures too. */
export function success(members: object = {}): Answer {
  return told({ status: 'success', ...members })
}

export function failure(message: string): Answer {
  return told({ status: 'error', message })
}

/** What the framework says before the service is asked. */
export function missing(text: string): Answer {
  return { status: 500, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: `${text}\r\n` }
}

export function refuse(answer: Answer): never {
  throw new Refusal(answer)
}

function told(value: object): Answer {
  const headers = { 'Cache-Control': 'private, max-age=0', 'Content-Type': 'application/json; charset=utf-8' }
  return { status: 200, headers, body: JSON.stringify(value) }
}
