import { BrickError } from '../core/error.js'
import { configFile, MARKETS } from './config.js'
import { isLoopback } from './http/proxy.js'
import type { Io } from './io.js'

/**
 * Where a market is spoken to: as `BRICK_BRICKLINK_URL` says, else as the user's own `config.toml` says
 * (`[markets.bricklink]`, `url = "..."`), else as usual. Without a slash at the end.
 * @throws {BrickError} when that is no address that keys may be sent to.
 */
export async function marketUrl(io: Io, market: string, usual: string): Promise<string> {
  const variable = variableOf(market, 'url')
  const fromEnvironment = io.env[variable]
  if (fromEnvironment) return checked(fromEnvironment, variable)
  const file = configFile(io, 'config.toml')
  const configured = file === undefined ? undefined : await urlIn(io, file, market)
  return configured === undefined ? usual : checked(configured, `[${MARKETS}.${market}] url in ${file}`)
}

/** `BRICK_BRICKLINK_CONSUMER_KEY` */
export function variableOf(market: string, field: string): string {
  return `BRICK_${market}_${field}`.toUpperCase()
}

async function urlIn(io: Io, file: string, market: string): Promise<unknown> {
  const bytes = io.tryRead(file)
  if (!bytes) return undefined
  const { isTable, parseToml } = await import('./toml.js')
  const markets = parseToml(bytes, file, 'entries look like country = "DE", below a line like [defaults]')[MARKETS]
  const own = isTable(markets) ? markets[market] : undefined
  return isTable(own) ? own['url'] : undefined
}

/** The address is not repeated: there may be a password in it. */
function checked(value: unknown, place: string): string {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (!url) throw wrong(place, 'is no address', 'it looks like https://host/path')
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw wrong(place, 'has more in it than scheme, host, port and path', 'keys go elsewhere: brick login')
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  if (!isSafe)
    throw wrong(place, 'is not safe for keys', 'it must begin with https://; http:// is for this computer only')
  return url.href.replace(/\/+$/, '')
}

function wrong(place: string, what: string, hint: string): BrickError {
  return new BrickError(`the address of a market ${what}: ${place}`, { hint })
}
