import { chanceOf, type Chance } from './chance.js'
import { AFTER, INSTEAD, PAGING, type FaultOptions } from './fault-names.js'
import type { Answer, Ask, ServiceName } from './service.js'
import { repeatPage } from './paging.js'

/** Which calls go wrong, and how. The first rule that fits and is not used up is taken. */
export interface FaultRule extends FaultOptions {
  match?: FaultMatch
  /** One name, or several of which chance takes one. */
  fault: string | string[]
  /** How often; without it, always. */
  times?: number
  /** 0 to 1: how likely each time. */
  probability?: number
  /** Of the chance. */
  seed?: number
}

export interface FaultMatch {
  service?: ServiceName
  method?: string
  /** A regular expression that the path must have a match for, query and all. */
  path?: string
  /** Only the call so many, counted from 1 over those that fit. */
  nth?: number
  /** A key that is somewhere in the call: in its URL, its headers or its body. */
  credential?: string
}

export interface Faults {
  add(rule: FaultRule): void
  clear(): void
  /** The fault for this call, if any; asking counts. */
  next(service: ServiceName, ask: Ask): ChosenFault | undefined
}

export interface ChosenFault {
  name: string
  /** The answer when the service shall not be asked. */
  instead: Answer | undefined
  /** What becomes of the answer of the service. */
  after(answer: Answer): Answer
}

/** The rules in force. A rule with a wrong name is refused, so that no test passes because its fault never came. */
export function openFaults(): Faults {
  let rules: { rule: FaultRule; seen: number; used: number; chance: Chance }[] = []
  const pages = repeatPage()
  return {
    add(rule) {
      for (const name of [rule.fault].flat()) if (!isFault(name)) throw new Error(`there is no fault ${name}`)
      rules.push({ rule, seen: 0, used: 0, chance: chanceOf(rule.seed ?? 1) })
    },
    clear() {
      rules = []
    },
    next(service, ask) {
      const magic = /sbxfault-([a-z0-9-]+)/.exec(ask.url)?.[1]
      if (magic && isFault(magic)) return choose(magic, {}, ask)
      const paged = rules.some(({ rule }) => [rule.fault].flat().some((name) => PAGING.includes(name)))
      for (const entry of rules) {
        const { rule, chance } = entry
        if (!fits(rule.match ?? {}, service, ask)) continue
        entry.seen++
        if (rule.match?.nth !== undefined && rule.match.nth !== entry.seen) continue
        if (entry.used >= (rule.times ?? Infinity)) continue
        if (rule.probability !== undefined && chance.next() >= rule.probability) continue
        entry.used++
        return choose(chance.one([rule.fault].flat()), rule, ask)
      }
      return paged ? { name: '', instead: undefined, after: (answer) => pages.remember(ask, answer) } : undefined
    },
  }

  function choose(name: string, options: FaultOptions, ask: Ask): ChosenFault {
    const instead = INSTEAD[name]?.(options)
    const after = (answer: Answer) =>
      PAGING.includes(name) ? pages.disturb(name, ask, answer) : (AFTER[name]?.(answer, options) ?? answer)
    return { name, instead, after }
  }
}

function isFault(name: string): boolean {
  return name in INSTEAD || name in AFTER || PAGING.includes(name)
}

function fits({ service, method, path, credential }: FaultMatch, name: ServiceName, ask: Ask): boolean {
  if (service && service !== name) return false
  if (method && method !== ask.method) return false
  if (path && !new RegExp(path).test(ask.url)) return false
  return !credential || `${ask.url}\n${JSON.stringify(ask.headers)}\n${ask.body}`.includes(credential)
}
