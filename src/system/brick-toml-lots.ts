import { lazy } from '../core/lazy.js'
import { findColor, plain } from '../core/catalog/resolve-color.js'
import { isTexts, note, partKey, unknown, wrong, type Entries } from './brick-toml-entry.js'
import { shippedFacts } from './facts.js'

/** `[any-color]`: what may come in any color. */
export function readAnyColor(reading: Entries, key: string, value: unknown): void {
  if (key !== 'models' && key !== 'parts' && key !== 'except') return unknown(reading, 'any-color', key)
  if (!isTexts(value)) return wrong(reading, 'any-color', key, 'must be a list of names', `write ${key} = ["..."]`)
  for (const name of value) {
    if (key === 'except') readException(reading, name)
    else {
      const written = key === 'parts' ? partKey(name) : name
      reading.decisions.anyColor[key].push(written)
      note(reading, `[any-color] ${written}`, 'any-color', key)
    }
  }
}

function readException(reading: Entries, name: string): void {
  const color = /^trans(parent)?$/.test(plain(name)) ? 'trans' : colorOf(name)
  if (color !== undefined) reading.decisions.anyColor.except.push(color)
  else wrong(reading, 'any-color', 'except', `has ${JSON.stringify(name)}, which is no color`, COLOR)
}

/** `[subs]`: a lot that comes in place of another one, or of its pieces in one submodel: `3023/Tan/core.ldr`. */
export function readSubstitute(reading: Entries, key: string, value: unknown): void {
  const [from, to] = [key, value].map(wordsOf)
  if (!from || !to || to.model !== undefined)
    return wrong(reading, 'subs', key, 'must name two lots', 'write "3794b/Black" = "15573/Black"')
  const colors = [from, to].map(({ color }) => colorOf(color))
  const [here, there] = colors
  if (here === undefined || there === undefined) {
    const called = here === undefined ? from.color : to.color
    return wrong(reading, 'subs', key, `has ${JSON.stringify(called)}, which is no color`, COLOR)
  }
  const name = key.trim()
  const [a, b] = [partKey(from.part), partKey(to.part)]
  const { model } = from
  const where = model === undefined ? {} : { model }
  reading.decisions.subs.push({ name, from: { part: a, color: here }, to: { part: b, color: there }, ...where })
  note(reading, `[subs] ${name}`, 'subs', key)
}

const COLOR = 'write the name of a color, or its number as in "ld:0" or "bl:11"'

/** The words of a lot, as in `3794b/Black`; behind them may stand a submodel, in whose name there may be any sign. */
function wordsOf(text: unknown): { part: string; color: string; model?: string } | undefined {
  const words = typeof text === 'string' ? text.trim() : ''
  const [, part = '', color = '', model] = /^([^/]+)\/([^/]+)(?:\/(.*\S))?$/s.exec(words) ?? []
  if (part.trim() === '') return undefined
  return { part: part.trim(), color: color.trim(), ...(model !== undefined && { model: model.trim() }) }
}

/** The code of a color that people name. The facts are read only for those who have such rules. */
function colorOf(text: string): number | undefined {
  return findColor(text, facts())?.ldraw
}

const facts = lazy(shippedFacts)
