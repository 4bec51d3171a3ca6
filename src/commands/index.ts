import type { Command } from 'commander'
import type { Io } from '../system/io.js'

/** A command's file is loaded only when it is called. */
interface CommandRow {
  name: string
  aliases?: string[]
  load(): Promise<(program: Command, io: Io) => void>
}

/** All commands, in the order of the help. */
export const commands: CommandRow[] = [
  { name: 'parts', aliases: ['bom'], load: async () => (await import('./parts.js')).parts },
  { name: 'export', load: async () => (await import('./export.js')).exportList },
  { name: 'convert', load: async () => (await import('./convert.js')).convert },
  { name: 'diff', load: async () => (await import('./diff.js')).diff },
  { name: 'merge', load: async () => (await import('./merge.js')).mergeLists },
  { name: 'sub', load: async () => (await import('./sub.js')).sub },
  { name: 'intersect', load: async () => (await import('./intersect.js')).intersectLists },
  { name: 'split', load: async () => (await import('./split.js')).splitList },
  { name: 'own', load: async () => (await import('./own.js')).own },
  { name: 'sync', load: async () => (await import('./sync.js')).sync },
  { name: 'need', aliases: ['missing'], load: async () => (await import('./need.js')).need },
  { name: 'pick', load: async () => (await import('./pick.js')).pick },
  { name: 'check', load: async () => (await import('./check.js')).check },
  { name: 'price', load: async () => (await import('./price.js')).price },
  { name: 'swap', load: async () => (await import('./swap.js')).swap },
  { name: 'sellers', load: async () => (await import('./sellers.js')).sellers },
  { name: 'buy', load: async () => (await import('./buy.js')).buy },
  { name: 'sets', load: async () => (await import('./sets.js')).sets },
  { name: 'info', load: async () => (await import('./info.js')).info },
  { name: 'profile', load: async () => (await import('./profile.js')).profile },
  { name: 'catalog', load: async () => (await import('./catalog.js')).catalog },
  { name: 'library', load: async () => (await import('./library.js')).library },
  { name: 'cache', load: async () => (await import('./cache.js')).cache },
  { name: 'markets', load: async () => (await import('./markets.js')).marketsCommand },
  { name: 'report', load: async () => (await import('./report.js')).report },
  { name: 'render', load: async () => (await import('./render.js')).render },
  { name: 'login', load: async () => (await import('./login.js')).login },
  { name: 'orders', load: async () => (await import('./orders.js')).ordersCommand },
  { name: 'doctor', load: async () => (await import('./doctor.js')).doctor },
  { name: 'id', load: async () => (await import('./id.js')).id },
  { name: 'formats', load: async () => (await import('./formats.js')).formatsCommand },
  { name: 'completion', load: async () => (await import('./completion.js')).completion },
  { name: 'man', load: async () => (await import('./man.js')).man },
]

/** Names that people type anyway, and what they stand for. */
export const shorthands = new Map([['wanted', ['export', 'bl']]])
