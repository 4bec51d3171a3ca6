import { daysSince } from '../core/age.js'
import { count } from '../core/count.js'
import { BrickError } from '../core/error.js'
import { piecesIn } from '../core/inventory.js'
import { now } from '../system/clock.js'
import { span } from '../system/http/span.js'
import type { Io } from '../system/io.js'
import { cacheFolder, dataFolder } from '../system/paths.js'
import { edition } from '../system/shipped.js'
import { triedFolder } from '../system/try-folder.js'
import { catalogSources } from './catalog-lock.js'
import type { Finding } from './doctor.js'
import { lookIntoCollection } from './own-collection.js'
import { knownMarkets, withMarkets, type KnownMarket } from './open-markets.js'

type Examination = (io: Io, wish: { live?: true }) => Promise<Finding[]>

/** In the order in which they are told. */
export const examinations: Examination[] = [program, folders, catalog, collection, keys]

function program(): Promise<Finding[]> {
  return Promise.resolve([{ about: 'brick', level: 'ok', message: edition() }])
}

function folders(io: Io): Promise<Finding[]> {
  const all = [
    { about: 'data', folder: dataFolder(io), name: 'BRICK_DATA' },
    { about: 'cache', folder: cacheFolder(io), name: 'BRICK_CACHE' },
  ]
  return Promise.resolve(
    all.map(({ about, folder, name }): Finding => {
      const trouble = triedFolder(folder)
      if (trouble === undefined) return { about, level: 'ok', message: folder }
      return {
        about,
        level: 'wrong',
        message: `${folder}: ${trouble}`,
        fix: `make it writable, or name another: ${name}`,
      }
    }),
  )
}

async function catalog(io: Io): Promise<Finding[]> {
  try {
    const sources = await catalogSources(io)
    const dates = sources.map(({ date }) => date).sort()
    const age = daysSince(dates[0] ?? '', now(io))
    const message = `${count(sources.length, 'table')}, the oldest of ${(dates[0] ?? '').slice(0, 10)}`
    if (age <= 30) return [{ about: 'catalog', level: 'ok', message }]
    return [{ about: 'catalog', level: 'note', message: `${message}: ${age} days old`, fix: 'brick catalog update' }]
  } catch (error) {
    return [told('catalog', error, 'note')]
  }
}

async function collection(io: Io): Promise<Finding[]> {
  try {
    const holdings = await lookIntoCollection(io, (open) => open.stock())
    const message = `${count(piecesIn(holdings), 'part')} in ${count(holdings.length, 'lot')}`
    return [{ about: 'collection', level: 'ok', message }]
  } catch (error) {
    return [told('collection', error, 'wrong')]
  }
}

async function keys(io: Io, { live }: { live?: true }): Promise<Finding[]> {
  const all = await knownMarkets(io)
  const findings: Finding[] = []
  for (const one of all) findings.push(await key(io, one, live === true ? 'ask' : 'look'))
  return findings
}

async function key(io: Io, known: KnownMarket, how: 'ask' | 'look'): Promise<Finding> {
  const { market, credentials } = known
  const { missing, from } = credentials
  const about = market.title
  if (missing.length === market.credentials.filter(({ optional }) => !optional).length)
    return {
      about,
      level: 'note',
      message: 'no key',
      fix: `get one at ${market.keyPage} (${market.keyFor}), then: brick login ${market.id}`,
    }
  if (missing.length > 0) {
    const fix = `brick login ${market.id}`
    return { about, level: 'wrong', message: `the key is not whole: ${missing.join(', ')} missing`, fix }
  }
  try {
    return await withMarkets(io, [known], { refresh: true }, async ([open]) => {
      if (!open) throw new Error(`${market.id} does not open`)
      const place =
        from[market.credentials[0]?.name ?? ''] === 'environment' ? 'from the environment' : 'kept by brick login'
      const words = [`key ${place}`]
      if (how === 'ask') words.push(await open.check())
      const skew = open.service.skew()
      if (skew !== undefined && Math.abs(skew) > SKEW)
        words.push(`its clock is ${span(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} that of this computer`)
      for (const { limit, used, left } of open.service.remaining())
        if (limit.then === 'stop')
          words.push(`${used.toLocaleString('en-US')} calls made, ${left.toLocaleString('en-US')} left`)
      return { about, level: 'ok', message: words.join('; ') }
    })
  } catch (error) {
    return told(about, error, 'wrong')
  }
}

/** In milliseconds: services that sign by time refuse five minutes. */
const SKEW = 60_000

function told(about: string, error: unknown, level: Finding['level']): Finding {
  if (!(error instanceof BrickError)) throw error
  return { about, level, message: error.message, ...(error.hint !== undefined && { fix: error.hint }) }
}
