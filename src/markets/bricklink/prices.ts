import { BrickError } from '../../core/error.js'
import type { Lot } from '../../core/inventory.js'
import type { Problem } from '../../core/problem.js'
import type { PriceAnswer, PriceSource, PriceWish } from '../../core/trade/sources.js'
import type { Means } from '../../system/http/means.js'
import type { Service } from '../../system/http/open-service.js'
import { span } from '../../system/http/span.js'
import { trouble, troubleOf } from '../../system/http/trouble.js'
import { kept } from '../kept.js'
import { sideBySide } from '../side-by-side.js'
import { POLICY } from './dialect.js'
import { guideOf, pricesCall } from './price-guide.js'

/** BrickLink's price guide: one call for each item in a condition. */
export function bricklinkPrices(service: Service, { clock, offline }: Pick<Means, 'clock' | 'offline'>): PriceSource {
  let last: { lots: readonly Lot[]; wish: PriceWish; asked: ReturnType<typeof callsFor> } | undefined
  return { title: POLICY.title, calls, prices }

  function calls(lots: readonly Lot[], wish: PriceWish): Promise<number> {
    return Promise.resolve(offline ? 0 : service.estimate(onlyCalls(askedFor(lots, wish))).calls)
  }

  /** Whoever asks what it costs will most likely ask for it, too. */
  function askedFor(lots: readonly Lot[], wish: PriceWish) {
    if (last?.lots !== lots || last.wish !== wish) last = { lots, wish, asked: callsFor(lots, wish) }
    return last.asked
  }

  async function* prices(lots: readonly Lot[], wish: PriceWish) {
    const asked = askedFor(lots, wish)
    service.expect(onlyCalls(asked))
    if (!offline) refuseTooMany(service, asked, clock.now())
    const refusals: { error: BrickError; answer: PriceAnswer }[] = []
    let priced = 0
    const answers = sideBySide([...asked.entries()], UNDER_WAY, async ([position, { lot, call }]) => {
      const answer = await kept(() => unlessRefused(lot, () => service.call(call)))
      if (answer instanceof BrickError) return { position, error: answer }
      const { value, fetchedAt = 0 } = answer ?? {}
      return { position, guides: value ? [guideOf(value, { lot, wish, fetchedAt })] : [] }
    })
    for await (const { position, error, guides = [] } of answers) {
      if (!error) priced++
      const answer = { position, guides, ...(error && { problem: refusalOf(error) }) }
      if (!error || priced > 0) yield answer
      else refusals.push({ error, answer })
      // What is wrong is the country or the currency, most likely: no more calls are spent on it.
      if (priced === 0 && refusals.length >= Math.min(REFUSED, asked.length)) throw refusals[0]?.error
    }
    for (const { answer } of refusals) yield answer
  }
}

/** More than are sent at once, so that those that rest after a failure hold nobody up: the service counts by itself. */
const UNDER_WAY = POLICY.concurrency + 3

function callsFor(lots: readonly Lot[], wish: PriceWish) {
  return lots.map((lot) => ({ lot, call: pricesCall(lot, wish) }))
}

function onlyCalls(asked: ReturnType<typeof callsFor>) {
  return asked.map(({ call }) => call)
}

/** @throws {BrickError} when the day's quota is too small for all of them, before any is sent. */
function refuseTooMany(service: Service, asked: ReturnType<typeof callsFor>, now: number): void {
  const { short } = service.estimate(onlyCalls(asked))
  if (!short) return
  const { limit, left, needed, frees } = short
  const number = (amount: number) => amount.toLocaleString('en-US')
  const later = frees === undefined ? 'a day later' : `when there is more room, in ${span(Math.max(0, frees - now))}`
  throw trouble('quota', {
    message:
      `this takes ${number(needed)} calls to BrickLink, which allows ${number(limit.calls)} in ${span(limit.window)}: ` +
      `${number(left)} are left, beside ${number(limit.reserve ?? 0)} for other programs`,
    hint: `nothing was asked; price a part of the list now, and the rest ${later}: answers are kept`,
  })
}

/** So many, and nothing else, are all. */
const REFUSED = 10

function refusalOf({ message, hint }: BrickError): Problem {
  return { level: 'warning', code: 'price.missing', message, ...(hint !== undefined && { fix: hint }) }
}

/** What BrickLink refuses is one lot of many. */
async function unlessRefused<T>(lot: Lot, ask: () => Promise<T>): Promise<T | BrickError> {
  try {
    return await ask()
  } catch (error) {
    if (troubleOf(error) !== 'request') throw error
    const { message, hint } = error as BrickError
    const what = `${lot.itemType ?? 'P'} ${lot.part}, color ${lot.color}`
    return trouble('request', { message: `${message} (${what})`, ...(hint !== undefined && { hint }) })
  }
}
