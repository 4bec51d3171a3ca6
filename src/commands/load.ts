import { canonical, shopKey, type Assemblies } from '../core/canonical.js'
import type { Decisions } from '../core/decisions.js'
import { BrickError } from '../core/error.js'
import type { Facts } from '../core/facts.js'
import { inventory, type Inventory, type Lot } from '../core/inventory.js'
import { assemblyRecipes, join } from '../core/join.js'
import { addLedgers, emptyLedger, type Ledger } from '../core/ledger.js'
import type { Status } from '../core/listing.js'
import type { Problem } from '../core/problem.js'
import { findColor } from '../core/resolve-color.js'
import type { Reading, ReadOptions, Surroundings } from '../formats/codec.js'
import { readDecisions } from '../system/config.js'
import { shippedFacts } from '../system/facts.js'
import type { Io } from '../system/io.js'
import { openSiblings } from '../system/siblings.js'
import { openInputs } from './input.js'
import { openLibrary } from './library.js'

/** How the user wants models read and counted. */
export interface LoadOptions extends Omit<ReadOptions, 'mainColor'> {
  /** As the user calls it. */
  mainColor?: string
  assemblies: Assemblies
  library?: string
  from?: string
}

/** All inputs of a command, read, counted, and brought to LDraw's current numbers. */
export interface Loaded {
  /** As the user typed them. */
  sources: string[]
  inventory: Inventory<'ldraw'>
  ledger: Ledger
  problems: Problem[]
  /** What we ship, with what the user's library and the models themselves add. */
  catalog: Facts
  decisions: Decisions
  /** How parts stand that are not simply known, by part. */
  statuses: Map<string, Status>
}

/**
 * Reads models and counts their parts: the way of every command that takes lists.
 * @throws {BrickError} when one cannot be read at all.
 */
export async function loadModels(io: Io, inputs: string[], options: LoadOptions): Promise<Loaded> {
  const opened = await openInputs(io, inputs, options.from)
  const files = opened.map(({ file }) => file)
  const { value: decisions, problems } = await readDecisions(io, files[0] ?? '-')
  if (files.length > 1 || UNUSED.some((name) => io.env[name])) {
    const { unreadSettings } = await import('./unread-settings.js')
    problems.push(...unreadSettings(io, files, UNUSED))
  }
  const shipped = shippedFacts()
  const library = await openLibrary(io, options.library)
  const wishes = inNumbers(options, decisions, shipped)
  const readings: { reading: Reading<'ldraw'>; times: number }[] = []
  for (const { file, name, times, source, codec } of opened) {
    const surroundings: Surroundings = {
      catalog: shipped,
      decisions,
      ...(file === '-' ? { path: file, sibling: () => undefined } : openSiblings(io.cwd, file)),
      ...(library && { library }),
      options: wishes,
    }
    const reading = await codec.read?.(source, name, surroundings)
    if (!reading || !isLDraw(reading)) throw new Error(`nothing counts what ${codec.id} reads: ${codec.system} numbers`)
    readings.push({ reading, times })
  }
  const catalog = await learnt(shipped, readings)
  const loaded: Loaded = {
    sources: inputs,
    inventory: { system: 'ldraw', lots: [] },
    ledger: emptyLedger(),
    problems: [...problems],
    catalog,
    decisions,
    statuses: new Map(readings.flatMap(({ reading }) => [...(reading.statuses ?? [])])),
  }
  for (const { reading, times } of readings) take(loaded, reading, times, options)
  // A model may also have an assembly both whole and in parts that were joined.
  if (inputs.length > 1 || loaded.ledger.joined > 0) {
    const { lots } = loaded.inventory
    loaded.inventory = options.asWritten ? inventory('ldraw', lots) : inventory('ldraw', lots, shopKey(catalog))
  }
  return loaded
}

/** Variables that later commands will use. */
const UNUSED = ['BRICK_COUNTRY', 'BRICK_CURRENCY', 'BRICK_SINCE']

function isLDraw(reading: Reading): reading is Reading<'ldraw'> {
  return reading.value.system === 'ldraw'
}

/** Adds one model to what is loaded, so many times, brought to current numbers first. */
function take(loaded: Loaded, reading: Reading<'ldraw'>, times: number, options: LoadOptions): void {
  const { catalog, decisions } = loaded
  let { lots } = reading.value
  let ledger = reading.ledger
  loaded.problems = loaded.problems.concat(reading.problems)
  if (!options.asWritten) {
    const current = canonical(lots, catalog, options.assemblies, decisions)
    const whole = join(current.lots, assemblyRecipes(options.assemblies, catalog, current.lots), catalog)
    lots = whole.lots
    ledger = { ...ledger, split: ledger.split + current.split, joined: ledger.joined + whole.joined }
    loaded.problems = loaded.problems.concat(current.problems, whole.problems)
  }
  loaded.ledger = addLedgers(loaded.ledger, ledger, times)
  // Lists may be longer than the arguments of a call.
  loaded.inventory.lots = loaded.inventory.lots.concat(lots.map((lot) => multiply(lot, times)))
}

function multiply(lot: Lot, times: number): Lot {
  if (times === 1) return lot
  const places = lot.places?.map((place) => ({ ...place, quantity: place.quantity * times }))
  return { ...lot, quantity: lot.quantity * times, ...(places && { places }) }
}

function inNumbers({ mainColor, ...options }: LoadOptions, decisions: Decisions, facts: Facts): ReadOptions {
  const color = mainColor ?? (options.asWritten ? undefined : decisions.mainColor)
  return color === undefined ? options : { ...options, mainColor: colorCode(color, facts) }
}

function colorCode(text: string, facts: Facts): number {
  const color = findColor(text, facts)
  if (color) return color.ldraw
  throw new BrickError(`no color is called ${text}`, { hint: `try: brick id "${text}"` })
}

/** What we ship, with what the library and the models say. */
async function learnt(shipped: Facts, readings: { reading: Reading }[]): Promise<Facts> {
  const parts = readings.flatMap(({ reading }) => reading.facts ?? [])
  const colors = new Map(readings.flatMap(({ reading }) => (reading.colors ?? []).map((color) => [color.ldraw, color])))
  const facts = parts.length === 0 ? shipped : (await import('../core/extend-facts.js')).extendFacts(shipped, parts)
  if (colors.size === 0) return facts
  return {
    ...facts,
    color: (system, id) => facts.color(system, id) ?? (system === 'ldraw' ? colors.get(id) : undefined),
  }
}
