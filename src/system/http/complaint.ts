import { printable } from '../../core/printable.js'
import type { BrickError } from '../../core/error.js'
import type { Call } from './call.js'
import type { Dialect } from './dialect.js'
import type { Failure } from './failure.js'
import type { Limit } from './policy.js'
import { cutShort } from './quoted.js'
import { redacted } from './redact.js'
import { span } from './span.js'
import { trouble, troubleOf } from './trouble.js'

/** What an error tells beside what went wrong. */
export interface Circumstances {
  dialect: Dialect
  call: Call<unknown>
  /** How often it was sent. */
  tries: number
  /** How many answers this run has put by. */
  kept: number
  /** How many of its calls have changed something, or may have. */
  changes: number
}

/** The error for a call that came to nothing. */
export function complaint(failure: Failure, circumstances: Circumstances): BrickError {
  const { call, tries, dialect } = circumstances
  const { why, undone, cause } = failure
  const isUnknown = call.repeat === 'once' && !undone && tries > 0
  const kind = isUnknown && failure.kind !== 'interrupted' ? 'unknown-outcome' : failure.kind
  const often = tries > 1 ? `; tried ${tries} times` : ''
  const who = nameOf(dialect)
  const message = isUnknown
    ? `it is not known whether ${who} did it: ${call.method} ${call.path}: it ${why}`
    : `${who} ${why}${often}`
  return clean(
    trouble(kind, {
      message,
      hint: failure.hint ?? hintFor(isUnknown ? 'unknown-outcome' : kind, circumstances),
      cause,
    }),
    dialect,
  )
}

/** The error for what must not be asked, because what is allowed is used up. */
export function quotaComplaint(
  { dialect, kept }: Pick<Circumstances, 'dialect' | 'kept'>,
  { limit, used, wait }: { limit: Limit; used: number; wait: number },
): BrickError {
  const { calls, window, reserve = 0 } = limit
  const left = reserve > 0 ? `, and ${reserve} are left for other programs` : ''
  const message = `${dialect.policy.title} allows ${calls} calls in ${span(window)}: ${used} are used${left}`
  return trouble('quota', { message, hint: `there is room again in ${span(wait)}${keptWords(kept)}` })
}

/** The error for what is not kept, and may not be asked. */
export function offlineComplaint({ policy: { title } }: Dialect): BrickError {
  return trouble('offline', {
    message: `${title} is not asked, and no answer to this is kept`,
    hint: 'run it without --offline once',
  })
}

/** The same error without anything secret. */
export function clean(error: BrickError, { secrets }: Dialect): BrickError {
  const message = shown(error.message, secrets)
  const hint = error.hint === undefined ? undefined : shown(error.hint, secrets)
  if (message === error.message && hint === error.hint) return error
  return trouble(troubleOf(error) ?? 'request', { message, ...(hint !== undefined && { hint }) })
}

/** A text that a service said, for people: without anything secret, cut short, and fit for a terminal. */
export function shown(text: string, secrets: readonly string[]): string {
  return printable(cutShort(redacted(text, secrets)))
}

/** `BrickLink (api.bricklink.com)` */
function nameOf({ policy: { title }, baseUrl }: Dialect): string {
  return `${title} (${new URL(baseUrl).host})`
}

function hintFor(kind: string, { dialect: { policy }, kept, changes }: Circumstances): string {
  switch (kind) {
    case 'unknown-outcome':
      return `look at ${policy.title} whether it was done, before you try again`
    case 'credentials':
      return `give it another key: brick login ${policy.service}`
    case 'permission':
      return `this key may not do that: ask ${policy.title} for the permission, or use another key`
    case 'request':
    case 'interrupted':
      if (changes === 0) return `nothing was changed${keptWords(kept)}`
      return `what was sent before stays${kind === 'interrupted' ? ': run it again' : ''}${keptWords(kept)}`
    default:
      return `try again later${keptWords(kept)}`
  }
}

function keptWords(kept: number): string {
  if (kept === 0) return ''
  return kept === 1 ? '; the answer that came is kept' : `; the ${kept} answers that came are kept`
}
