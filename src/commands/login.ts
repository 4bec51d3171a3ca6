import type { Command } from 'commander'
import { EXIT } from '../core/error.js'
import { printable } from '../core/printable.js'
import type { Market } from '../markets/market.js'
import { forgetCredentials, keepCredentials, readCredentials } from '../system/credentials.js'
import type { Io } from '../system/io.js'
import { isAtTerminal } from '../system/terminal-input.js'
import { askedKeys, givenKeys, type Keys } from './login-keys.js'
import { rowOf, withEntry, withMarkets, withoutCredentials } from './open-markets.js'

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
  const { missing } = await readCredentials(io, market.id, market.credentials)
  if (!check || missing.length > 0) {
    const keys = isAtTerminal() ? await askedKeys(io, market) : givenKeys(io, market)
    if (keys === undefined) return givenUp(io)
    const file = await keepCredentials(io, market.id, await signedIn(io, market, keys))
    io.say(`kept the keys for ${market.title} in ${file}`)
  }
  if (check) await tryOut(io, market)
  else io.say(`whether they are right: brick login ${market.id} --check`)
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

async function tryOut(io: Io, market: Market): Promise<void> {
  const credentials = await readCredentials(io, market.id, market.credentials)
  if (credentials.missing.length > 0) throw withoutCredentials({ market, credentials })
  const answer = await withMarkets(
    io,
    [{ market, credentials }],
    { refresh: true },
    async ([open]) => open?.check() ?? '',
  )
  io.write(`${market.title}: ${printable(answer)}\n`)
}
