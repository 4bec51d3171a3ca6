import type { Command } from 'commander'
import { EXIT } from '../core/error.js'
import { printable } from '../core/printable.js'
import type { Market } from '../markets/market.js'
import { forgetCredentials, keepCredentials, readCredentials, type Credentials } from '../system/credentials.js'
import type { Io } from '../system/io.js'
import { troubleOf } from '../system/http/trouble.js'
import { isAtTerminal } from '../system/terminal-input.js'
import { askedKeys, givenKeys, type Keys } from './login-keys.js'
import { rowOf, withEntry, withMarkets } from './open-markets.js'

interface Flags {
  check?: true
  forget?: true
}

export function login(program: Command, io: Io): void {
  program
    .command('login')
    .summary('Keep a key for a marketplace')
    .description(
      'Asks for the keys of a marketplace, or reads them from standard input, and keeps them in a file that only you can read.',
    )
    .argument('<market>', 'which one: brick markets')
    .option('--check', 'ask the marketplace whose keys they are; those that are kept, if there are')
    .option('--forget', 'remove the keys that are kept')
    .addHelpText('after', EXAMPLES)
    .action((name: string, flags: Flags) => keep(io, name, flags))
}

const EXAMPLES = `
Examples:
  brick login brickowl
  pass show bricklink | brick login bricklink && brick login bricklink --check`

async function keep(io: Io, name: string, { check, forget }: Flags): Promise<void> {
  const market = await rowOf(name).load()
  if (forget) {
    const had = await forgetCredentials(io, market.id)
    return io.say(had ? `forgot the keys for ${market.title}` : `there were no keys for ${market.title}`)
  }
  const known = await readCredentials(io, market.id, market.credentials)
  if (check && known.missing.length === 0) return tell(io, market, await checked(io, market, known.values))
  const keys = isAtTerminal() ? await askedKeys(io, market) : givenKeys(io, market)
  if (keys === undefined) return givenUp(io)
  const values = await signedIn(io, market, keys)
  const isReplacing = market.credentials.some(
    ({ name }) => known.from[name] === 'file' && known.values[name] !== values[name],
  )
  const answer = check || isReplacing ? await checkedFirst(io, market, values, { known, check }) : undefined
  const file = await keepCredentials(io, market.id, values)
  io.say(`kept the keys for ${market.title} in ${file}${isReplacing ? ', in place of those before' : ''}`)
  if (answer === undefined) io.say(`whether they are right: brick login ${market.id} --check`)
  else tell(io, market, answer)
}

/**
 * What the market says of keys that are not kept yet. Where nobody was told to ask it, it need not answer.
 * @throws {BrickError} when it does not take them: then those before stay.
 */
async function checkedFirst(
  io: Io,
  market: Market,
  values: Record<string, string>,
  { known, check }: { known: Credentials; check: true | undefined },
): Promise<string | undefined> {
  const stated = market.credentials.filter(({ name }) => known.from[name] === 'environment')
  const fromEnvironment = Object.fromEntries(stated.map(({ name }) => [name, known.values[name] ?? '']))
  try {
    return await checked(io, market, { ...values, ...fromEnvironment })
  } catch (error) {
    const kind = troubleOf(error)
    if (!check && kind !== undefined && kind !== 'credentials' && kind !== 'interrupted') return undefined
    const isKept = Object.values(known.from).includes('file')
    io.say(isKept ? `the keys for ${market.title} that were kept stay` : 'nothing was kept', 'warning')
    throw error
  }
}

function givenUp(io: Io): void {
  io.say('nothing was changed', 'error')
  io.exitCode = EXIT.interrupted
}

/** With what the market gives for a name and a password, which are forgotten. */
async function signedIn(io: Io, market: Market, { values, answers }: Keys): Promise<Record<string, string>> {
  const { signIn } = market
  if (!signIn || signIn.asks.some((ask) => answers[ask.name] === undefined)) return values
  const token = await withEntry(io, market, values, (entry) => signIn.exchange(entry, answers))
  return { ...values, [signIn.field]: token }
}

/** Whose keys the market says that they are. */
async function checked(io: Io, market: Market, values: Record<string, string>): Promise<string> {
  const credentials: Credentials = { values, missing: [], from: {} }
  return withMarkets(io, [{ market, credentials }], { refresh: true }, async ([open]) => (await open?.check()) ?? '')
}

function tell(io: Io, { title }: Market, answer: string): void {
  io.write(`${title}: ${printable(answer)}\n`)
}
