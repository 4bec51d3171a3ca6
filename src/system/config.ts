import * as path from 'node:path'
import { noDecisions, type Decisions } from '../core/catalog/decisions.js'
import { BrickError } from '../core/error.js'
import type { Parsed } from '../core/problem.js'
import type { Io } from './io.js'

/**
 * The user's decisions for a model: `brick.toml` beside it, over the defaults of the user's own
 * `$XDG_CONFIG_HOME/brick/config.toml`; `BRICK_*` variables of the environment stand over both.
 * Entries that make no sense are left out and reported.
 * @throws {BrickError} when a file is no TOML (with its line), or a variable has a wrong value.
 */
export async function readDecisions(io: Io, modelFile: string): Promise<Parsed<Decisions>> {
  const beside = path.join(modelFile === '-' ? '' : path.dirname(modelFile), 'brick.toml')
  const own = configFile(io, 'config.toml')
  const project = await readToml(io, beside)
  const personal = own === undefined ? undefined : await readToml(io, own, [MARKETS])
  const decisions = project?.value ?? { ...noDecisions(), file: beside }
  const fromUser = personal?.value.mainColor
  const fromEnvironment = environment(io.env)
  decisions.defaults = { ...personal?.value.defaults, ...decisions.defaults, ...fromEnvironment.defaults }
  const mainColor = fromEnvironment.mainColor ?? decisions.mainColor ?? fromUser
  if (mainColor !== undefined) decisions.mainColor = mainColor
  return { value: decisions, problems: [...(personal?.problems ?? []), ...(project?.problems ?? [])] }
}

/** A file of the user's own: `$XDG_CONFIG_HOME/brick/NAME`; undefined where there is no home. */
export function configFile({ env }: Pick<Io, 'env'>, name: string): string | undefined {
  const home = env['HOME'] ?? env['USERPROFILE']
  const folder = env['XDG_CONFIG_HOME'] || (home && path.join(home, '.config'))
  return folder ? path.join(folder, 'brick', name) : undefined
}

/**
 * The table of the user's own `config.toml` that `market-url.ts` reads. In a `brick.toml`, which may come with a model of
 * a stranger, it is not known: nobody else may say where keys are sent.
 */
export const MARKETS = 'markets'

async function readToml(io: Io, file: string, others: string[] = []): Promise<Parsed<Decisions> | undefined> {
  const bytes = io.tryRead(file)
  if (!bytes) return undefined
  const { parseDecisions } = await import('./brick-toml.js')
  return parseDecisions(bytes, file, others)
}

type Settings = Pick<Decisions, 'defaults' | 'mainColor'>

function environment(env: Io['env']): Settings {
  const settings: Settings = { defaults: {} }
  const { BRICK_CONDITION, BRICK_COUNTRY, BRICK_CURRENCY, BRICK_SINCE, BRICK_MAIN_COLOR } = env
  if (BRICK_CONDITION) settings.defaults.condition = conditionOf(BRICK_CONDITION)
  if (BRICK_COUNTRY) settings.defaults.country = BRICK_COUNTRY
  if (BRICK_CURRENCY) settings.defaults.currency = BRICK_CURRENCY
  if (BRICK_SINCE) settings.defaults.since = yearOf(BRICK_SINCE)
  if (BRICK_MAIN_COLOR) settings.mainColor = BRICK_MAIN_COLOR
  return settings
}

function conditionOf(text: string): 'new' | 'used' | 'any' {
  if (text === 'new' || text === 'used' || text === 'any') return text
  throw new BrickError(`BRICK_CONDITION is ${JSON.stringify(text)}; it can be new, used or any`)
}

function yearOf(text: string): number {
  if (/^\d{4}$/.test(text)) return Number(text)
  throw new BrickError(`BRICK_SINCE is ${JSON.stringify(text)}; it must be a year, as in 2024`)
}
