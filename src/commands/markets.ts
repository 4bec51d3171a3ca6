import type { Command } from 'commander'
import { displayWidth, pad } from '../formats/view/width.js'
import type { Io } from '../system/io.js'
import { knownMarkets, type KnownMarket } from './open-markets.js'

export function marketsCommand(program: Command, io: Io): void {
  program
    .command('markets')
    .summary('List the marketplaces, and what a key of each is good for')
    .description('Lists the marketplaces that brick can ask, what each gives, and whether you have a key for it.')
    .option('--json', 'as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async ({ json }: { json?: true }) => {
      const known = await knownMarkets(io)
      io.write(json ? asJson(known) : asText(known))
    })
}

const EXAMPLES = `
Examples:
  brick markets
  brick login brickowl`

function asText(known: KnownMarket[]): string {
  const width = Math.max(0, ...known.flatMap(({ market }) => market.gives.map(({ command }) => displayWidth(command))))
  const blocks = known.map(({ market, credentials }) => {
    const has = credentials.missing.length === 0
    return [
      `${market.title} (${market.id}): ${has ? 'you have a key' : `no key: get one at ${market.keyPage} (${market.keyFor})`}`,
      ...market.gives.map(({ command, what }) => `  ${pad(command, width)}  ${what}`),
      ...(has ? [] : [`  then: brick login ${market.id}`]),
    ]
  })
  return `${[...blocks, WITHOUT].map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const WITHOUT = [
  'Without any key:',
  '  brick price --prices FILE    a table of prices of yours, or a list that has some',
  '  brick sellers --offers FILE  a table of what stores have',
  '  brick export bl, bo, rb      lists that the sites take, and find sellers for',
]

function asJson(known: KnownMarket[]): string {
  const markets = known.map(({ market: { id, title, keyPage, keyFor, gives }, credentials: { missing, from } }) => ({
    ...{ id, title, has_key: missing.length === 0, missing, from: Object.values(from)[0] ?? null },
    ...{ key_page: keyPage, key_for: keyFor, gives },
  }))
  return `${JSON.stringify({ schema: 'brick.markets/1', markets }, null, 2)}\n`
}
