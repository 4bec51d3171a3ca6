import { BrickError } from '../core/error.js'
import type { CredentialField, Market, SignIn } from '../markets/market.js'
import type { Io } from '../system/io.js'
import { askSecret } from '../system/prompt.js'

/** What somebody says of himself to a market. */
export interface Keys {
  /** By the names of the fields: to be kept. */
  values: Record<string, string>
  /** What is asked to sign in with, and is not kept. */
  answers: Record<string, string>
}

/** Asks a person; undefined when the person gives up, or leaves out what is needed. */
export async function askedKeys(io: Io, market: Market): Promise<Keys | undefined> {
  const { title, keyPage, keyFor, credentials, signIn } = market
  io.say(`${title} gives keys at ${keyPage} (${keyFor}). What you type is not shown.`)
  const keys: Keys = { values: {}, answers: {} }
  for (const field of credentials) {
    const byName = signIn?.field === field.name ? signIn : undefined
    const more = byName ? ` (empty: by ${titles(byName.asks)})` : field.optional ? ' (may be empty)' : ''
    const value = await askSecret(`${field.title}${more}: `)
    if (value === undefined) return undefined
    if (value !== '') keys.values[field.name] = checked(value, field)
    else if (byName && (await askedName(keys, byName)) === 'given up') return undefined
    else if (!byName && !field.optional) {
      io.say(`${title} needs a ${field.title}`, 'error')
      return undefined
    }
  }
  return keys
}

/** Without an answer, one does without. */
async function askedName({ answers }: Keys, { asks }: SignIn): Promise<'given up' | undefined> {
  for (const { name, title } of asks) {
    const answer = await askSecret(`${title} (may be empty): `)
    if (answer === undefined) return 'given up'
    if (answer === '') return undefined
    answers[name] = answer
  }
  return undefined
}

/**
 * Reads standard input: `name = value` in any order, or values alone in the order in which a person is asked.
 * @throws {BrickError} when one that is needed is not there.
 */
export function givenKeys(io: Io, { credentials, title, signIn }: Market): Keys {
  const keys: Keys = { values: {}, answers: {} }
  const plain: string[] = []
  for (const line of new TextDecoder().decode(io.read('-')).split(/\r?\n/)) {
    const text = line.trim()
    if (text === '' || text.startsWith('#')) continue
    const [, name = '', written = ''] = /^(\w+)\s*[=:]\s*(.*)$/.exec(text) ?? []
    // Quotation marks come in pairs, else they are of the password.
    const value = /^"(.*)"$/.exec(written)?.[1] ?? written
    const field = credentials.find((one) => one.name === name.toLowerCase() || one.variable === name)
    if (field) keys.values[field.name] = checked(value, field)
    else if (signIn?.asks.some((ask) => ask.name === name.toLowerCase())) keys.answers[name.toLowerCase()] = value
    else plain.push(text)
  }
  const open = credentials.filter(({ name }) => keys.values[name] === undefined)
  for (const [index, field] of open.entries()) {
    const value = plain[index]
    if (value !== undefined) keys.values[field.name] = checked(value, field)
  }
  const missing = open.filter(({ name, optional }) => keys.values[name] === undefined && !optional)
  if (missing.length === 0) return keys
  throw new BrickError(`standard input has no ${missing.map((field) => field.title).join(', no ')} for ${title}`, {
    hint: `one in a line, in this order: ${titles(credentials)}`,
  })
}

/** A key with blanks in it was copied with something else. It is not repeated: it may be one all the same. */
function checked(value: string, { title }: CredentialField): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value
  throw new BrickError(`that is no ${title}: it has blanks or characters in it that no key has`, {
    hint: 'copy it again, alone',
  })
}

function titles(all: readonly { title: string }[]): string {
  return all.map(({ title }) => title).join(', ')
}
