import type { Command } from 'commander'
import { BrickError } from '../core/error.js'
import type { Rates } from '../core/trade/exchange.js'
import type { Io } from '../system/io.js'
import { gather, rare } from './list-options.js'

/** What to know about money and services: the same for every command that asks for prices or offers. */
export interface TradeFlags {
  market?: string[]
  currency?: string
  country?: string
  rate?: string[]
  rates?: string
  maxAge?: number
  offline?: true
  refresh?: true
}

export function addTradeOptions(command: Command): Command {
  return command
    .optionsGroup('Asking:')
    .option('--market <name>', 'ask this marketplace, with your key (repeatable): brick markets', gather)
    .option('--currency <code>', 'in which currency, as in EUR', currencyOf)
    .option('--rate <rate>', 'of exchange: USD=1.08 for 1 of your currency (repeatable)', gather)
    .option('--rates <file>', 'rates of exchange: eurofxref-daily.xml of the European Central Bank')
    .option('--max-age <time>', 'ask again what is older: 12h, 7d', duration)
    .option('--offline', 'ask nobody, take what is kept')
    .addOption(rare('--refresh', 'ask again, whatever is kept'))
    .hook('preAction', (_, action) => refuseNonsense(action.opts<TradeFlags>()))
}

/** What can be told before anybody is asked, which may take an hour. @throws {BrickError} when flags contradict each other. */
function refuseNonsense({ rate, rates, offline, refresh }: TradeFlags): void {
  if (offline && refresh)
    throw new BrickError('--offline asks nobody, and --refresh asks again what is kept', {
      hint: 'leave one of them away',
    })
  if (rate !== undefined && rates !== undefined)
    throw new BrickError('--rate and --rates say the same in two ways', { hint: 'leave one of them away' })
  for (const word of rate ?? []) rateOf(word)
}

/** @throws {BrickError} when it is no currency. */
export function currencyOf(text: string): string {
  const code = text.trim().toUpperCase()
  if (/^[A-Z]{3}$/.test(code)) return code
  throw new BrickError(`${JSON.stringify(text)} is no currency`, { hint: 'they have three letters, as in EUR or USD' })
}

/** @throws {BrickError} when it is no country. */
export function countryOf(text: string): string {
  const code = text.trim().toUpperCase()
  if (/^[A-Z]{2}$/.test(code)) return code === 'UK' ? 'GB' : code
  throw new BrickError(`${JSON.stringify(text)} is no country`, { hint: 'they have two letters, as in DE or US' })
}

/** `30m`, `12h`, `7d` in milliseconds. */
function duration(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,5})\s*([mhd])$/.exec(text.trim()) ?? []
  const length = UNITS[unit]
  if (length !== undefined) return Number(number) * length
  throw new BrickError(`${JSON.stringify(text)} is no length of time`, { hint: 'write it as in 30m, 12h or 7d' })
}

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * Rates that the user names, or a file of them.
 * @throws {BrickError} when one is none.
 */
export async function ratesFor(io: Io, flags: TradeFlags, currency: string): Promise<Rates | undefined> {
  const { rate, rates } = flags
  if (rates !== undefined) {
    const { readRates } = await import('../formats/trade/rates.js')
    return readRates(io.open(rates), rates)
  }
  if (rate === undefined) return undefined
  return { base: currency, source: '--rate', per: new Map(rate.map((word) => rateOf(word))) }
}

/** Whose rates they are, and of which day: what a sum in another currency is worth hangs on both. */
export function ratesInWords({ source, day }: Rates): string {
  return day === undefined ? source : `${source} of ${day}`
}

function rateOf(word: string): [string, string] {
  const [, code = '', value = ''] = /^([A-Za-z]{3})=(\d{1,9}(?:\.\d{1,12})?)$/.exec(word.trim()) ?? []
  if (Number(value) > 0) return [code.toUpperCase(), value]
  throw new BrickError(`${JSON.stringify(word)} is no rate of exchange`, {
    hint: 'write it as in --rate USD=1.08, where 1 of your currency is 1.08 of the other',
  })
}
