import { failure, missing, refuse, success } from './brickset-answer.js'
import { setMethods, type BricksetCall, type BricksetMethod } from './brickset-methods.js'
import { minifigMethods } from './brickset-minifigs.js'
import { setsOf } from './brickset-sets.js'
import { openUser, type BricksetUser } from './brickset-user.js'
import type { BricksetKey } from './personas.js'
import { answered } from './refusal.js'
import type { Answer, Ask, OpenService, Service, Settings } from './service.js'
import { USER, type World } from './world.js'

/** Brickset's API as apis.md §4 and §8.5 describe it. */
export const brickset: Service = {
  name: 'brickset',
  prefix: '/api/v3.asmx',
  switches: {
    // Calls of `getSets` a day of each key.
    limit: 100,
    // What rows of sets have today; the recording of 2020 is without.
    newer_members: true,
    // Generated sets, so that a list needs many pages.
    extra_sets: 0,
  },
  open,
}

function open(world: World, { switches }: Settings): OpenService {
  const users = new Map<string, BricksetUser>()
  const methods: Record<string, BricksetMethod> = { ...setMethods, ...minifigMethods(world.minifigs) }
  const days = new Map<string, Map<string, number>>()
  const counts: Record<string, number> = { calls: 0, 'getSets calls': 0, limited: 0 }
  let sets = setsOf(world, 0)

  function answer(ask: Ask): Answer {
    count('calls')
    const name = ask.path.slice(1)
    const given = parameters(ask)
    const method = methods[name]
    const needs = method?.parameters ?? PARAMETERS[name]
    if (!needs) return missing(`${name} Web Service method name is not valid.`)
    const absent = ['apiKey', ...needs].find((one) => !given.has(one.toLowerCase()))
    if (absent) return missing(`Missing parameter: ${absent}.`)
    const text = (one: string) => given.get(one.toLowerCase()) ?? ''
    const keys = keyOf(ask, text('apiKey'))
    if (!method) return account(name, keys, text, ask.time)
    const user = needs.includes('userHash') ? userOf(keys, text('userHash')) : undefined
    const params = needs.includes('params') ? read(text('params')) : {}
    if (name === 'getSets' && !spend(keys, ask.time)) return failure('API limit exceeded')
    return success(method.act({ text, params, sets: known(), user, switches }))
  }

  function count(name: string) {
    counts[name] = (counts[name] ?? 0) + 1
  }

  function keyOf(ask: Ask, key: string): BricksetKey {
    const persona = world.personas.find((one) => one.brickset?.apiKey === key)
    if (!persona?.brickset) return refuse(failure('Invalid API key'))
    ask.note({ persona: persona.name })
    count(`calls of ${persona.name}`)
    return persona.brickset
  }

  /** Without a hash nobody's flags are shown; a hash is good with the key of its owner only. */
  function userOf(keys: BricksetKey, hash: string): BricksetUser | undefined {
    if (hash === '') return undefined
    if (hash !== keys.userHash) return refuse(failure('Invalid user hash'))
    const user = users.get(hash) ?? openUser(world)
    users.set(hash, user)
    return user
  }

  /** The calls of each day, in Greenwich; the first one has those from before the sandbox. */
  function daysOf({ apiKey, used }: BricksetKey, time: number): Map<string, number> {
    const known = days.get(apiKey) ?? new Map([[dayOf(time), used]])
    days.set(apiKey, known)
    return known
  }

  function spend(keys: BricksetKey, time: number): boolean {
    const of = daysOf(keys, time)
    const spent = of.get(dayOf(time)) ?? 0
    const isOver = spent >= Number(switches['limit'])
    count(isOver ? 'limited' : 'getSets calls')
    if (!isOver) of.set(dayOf(time), spent + 1)
    return !isOver
  }

  function account(name: string, keys: BricksetKey, text: BricksetCall['text'], time: number): Answer {
    if (name === 'checkKey') return success()
    if (name === 'checkUserHash') return text('userHash') === keys.userHash ? success() : failure('Invalid user hash')
    if (name === 'login') {
      const isNamed = [keys.username, USER.email].includes(text('username'))
      const isRight = isNamed && text('password') === keys.password
      return isRight ? success({ hash: keys.userHash }) : failure('Invalid username or password')
    }
    const since = dayOf(time - 29 * 86_400_000)
    const usage = [...daysOf(keys, time)].filter(([day, number]) => day >= since && number > 0)
    const rows = usage.map(([day, number]) => ({ dateStamp: `${day}T00:00:00Z`, count: number })).toReversed()
    return success({ matches: rows.length, apiKeyUsage: rows })
  }

  function known() {
    const extra = Number(switches['extra_sets'])
    if (sets.length !== world.sets.length + extra) sets = setsOf(world, extra)
    return sets
  }

  return { answer: (ask) => answered(() => answer(ask)), counters: () => ({ ...counts }) }
}

/** Of the methods that are about the key and its owner, besides `apiKey`. */
const PARAMETERS: Record<string, string[]> = {
  ...{ checkKey: [], getKeyUsageStats: [], checkUserHash: ['userHash'], login: ['username', 'password'] },
}

/** By their names in lower case: the framework takes any spelling. */
function parameters({ query, form }: Ask): Map<string, string> {
  return new Map([...query, ...form].map(([name, value]) => [name.toLowerCase(), value]))
}

function read(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    return refuse(failure('Parameter error'))
  }
  return refuse(failure('Parameter error'))
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
