import { canonical, shopKey, type Assemblies } from '../core/translate/canonical.js'
import type { ColorFact, PartFact } from '../core/catalog/catalog.js'
import { hasLotRules, type Decisions } from '../core/catalog/decisions.js'
import { BrickError } from '../core/error.js'
import type { Facts } from '../core/catalog/facts.js'
import { inventory, type IdSystem, type Inventory, type Lot } from '../core/inventory.js'
import { assemblyRecipes, join } from '../core/translate/join.js'
import { addLedgers, emptyLedger, type Ledger } from '../core/ledger.js'
import type { Status } from '../core/catalog/listing.js'
import type { Problem } from '../core/problem.js'
import { findColor } from '../core/catalog/resolve-color.js'
import type { Codec, Reading, ReadOptions, Surroundings } from '../formats/codec.js'
import { readDecisions } from '../system/config.js'
import type { Io } from '../system/io.js'
import { openSiblings } from '../system/siblings.js'
import { calculated } from './calculated.js'
import { openInputs, type Input } from './input.js'
import { knownFacts } from './known-facts.js'
import { leaveOut } from './leave-out.js'
import { openLibrary, type Library } from './open-library.js'

/** How the user wants models read and counted. */
export interface LoadOptions extends Omit<ReadOptions, 'mainColor'> {
  /** As the user calls it. */
  mainColor?: string
  assemblies: Assemblies
  library?: string
  from?: string
  /** As the model has it: what `[subs]` accepts in place of a lot does not come in its place. */
  unswapped?: true
}

/** A list of parts that commands work with, in the numbers in which we count and compare. */
export interface Loaded {
  /** As the user typed them. */
  sources: string[]
  /** The files behind them, which nobody may overwrite; `-` is standard input. */
  files: string[]
  inventory: Inventory<'ldraw'>
  ledger: Ledger
  problems: Problem[]
  /** What we ship, with what the user's library, the models and the lists themselves add. */
  catalog: Facts
  decisions: Decisions
  /** How parts stand that are not simply known, by part. */
  statuses: Map<string, Status>
  /** Whose numbers the files have; undefined where they differ. */
  system: IdSystem | undefined
  /** The orders in a list, as `Reading` has them; of several lists together nobody asks. */
  orders?: string[]
}

/**
 * Reads models and lists and adds them up, with what `[subs]` accepts in place of the lots it names: the way of every
 * command that makes a list.
 * @throws {BrickError} when one cannot be read at all.
 */
export async function loadModels(io: Io, inputs: string[], options: LoadOptions): Promise<Loaded> {
  return addLoaded(await withSwaps(await loadEach(io, inputs, options), options), options)
}

/** Lists with what `[subs]` accepts in place of the lots it names. */
export async function withSwaps(
  lists: Loaded[],
  { asWritten, unswapped }: { asWritten?: boolean; unswapped?: true },
): Promise<Loaded[]> {
  const isAsked = !asWritten && !unswapped && lists.some(({ decisions: { subs } }) => subs.length > 0)
  return isAsked ? (await import('./accepted-swaps.js')).acceptedSwaps(lists) : lists
}

/**
 * Reads models and lists, each for itself, all with the same decisions and the same catalog.
 * @throws {BrickError} when one cannot be read at all.
 */
export async function loadEach(io: Io, inputs: string[], options: LoadOptions): Promise<Loaded[]> {
  const opened = await openInputs(io, inputs, options)
  const files = opened.map(({ file }) => file)
  const { value: decisions, problems } = await readDecisions(io, files[0] ?? '-')
  if (files.length > 1 || UNUSED.some((name) => io.env[name])) {
    const { unreadSettings } = await import('./unread-settings.js')
    problems.push(...unreadSettings(io, files, UNUSED))
  }
  const shipped = await knownFacts(io)
  const library = await openLibrary(io, options.library)
  const read = { shipped, decisions, library, options: inNumbers(options, decisions, shipped) }
  const arrivals: Arrival[] = []
  for (const input of opened) arrivals.push(await arrive(io, input, read))
  const catalog = await learnt(shipped, arrivals)
  if (hasLotRules(decisions)) {
    const { markLotRules } = await import('../core/lists/lot-rules.js')
    for (const arrival of arrivals) markLotRules(decisions, arrival.inventory.lots, catalog)
  }
  return arrivals.map((arrival, index) => {
    const loaded = settle(arrival, inputs[index] ?? '', { catalog, decisions }, options)
    return index === 0 ? { ...loaded, problems: [...problems, ...loaded.problems] } : loaded
  })
}

/** Several lists as one, in which each thing stands once. */
function addLoaded(lists: Loaded[], { asWritten }: Pick<LoadOptions, 'asWritten'>): Loaded {
  const [first] = lists
  if (first === undefined) throw new Error('no list to add up')
  const lots = lists.flatMap(({ inventory: { lots: some } }) => some)
  const joined = lists.some(({ ledger }) => ledger.joined > 0)
  // A model may also have an assembly both whole and in parts that were joined.
  const isOnce = lists.length === 1 && !joined
  if (isOnce) return calculated(lists, lots)
  return calculated(lists, inventory('ldraw', lots, asWritten ? undefined : shopKey(first.catalog)).lots)
}

/** Variables that later commands will use. */
const UNUSED = ['BRICK_COUNTRY', 'BRICK_CURRENCY']

/** An input as it was read, in our numbers, with what it says of parts and colors. */
interface Arrival {
  input: Input
  codec: Codec
  inventory: Inventory<'ldraw'>
  reading: Reading
  problems: Problem[]
  facts: PartFact[]
  colors: ColorFact[]
}

interface Means {
  shipped: Facts
  decisions: Decisions
  library: Library | undefined
  options: ReadOptions
}

async function arrive(io: Io, input: Input, { shipped, decisions, library, options }: Means): Promise<Arrival> {
  const { file, name, source, codec } = input
  const surroundings: Surroundings = {
    catalog: shipped,
    decisions,
    ...(file === '-' ? { path: file, sibling: () => undefined } : openSiblings(io.cwd, file)),
    ...(library && { library }),
    options,
  }
  const reading = await codec.read?.(source, name, surroundings)
  if (!reading) throw new Error(`${codec.id} cannot be read`)
  const { facts = [], colors = [], problems } = reading
  if (isLDraw(reading))
    return { input, codec, inventory: reading.value, reading, problems: input.problems.concat(problems), facts, colors }
  const { translateHome } = await import('../core/translate/translate-home.js')
  const home = translateHome(reading.value, shipped, { asWritten: options.asWritten === true, inPlace: true })
  return {
    ...{ input, codec, inventory: home.inventory, reading },
    problems: input.problems.concat(problems, home.problems),
    facts: facts.concat(home.facts),
    colors: colors.concat(home.colors),
  }
}

function isLDraw(reading: Reading): reading is Reading<'ldraw'> {
  return reading.value.system === 'ldraw'
}

/** Brings an input to current numbers, and takes it so many times. */
function settle(
  { input, codec, inventory: { lots: read }, reading, problems: found }: Arrival,
  word: string,
  { catalog, decisions }: Pick<Loaded, 'catalog' | 'decisions'>,
  options: LoadOptions,
): Loaded {
  const { system } = reading.value
  const whole = options.remaining ? stillNeeded(read, reading.ledger) : { lots: read, ledger: reading.ledger }
  const listed = {
    ...whole,
    problems: !codec.model && reading.ledger.listed === 0 ? found.concat(unread(reading, input.name)) : found,
  }
  let { lots, ledger, problems } = codec.model ? listed : leaveOut(listed, decisions, catalog, { ...options, system })
  if (!options.asWritten && (codec.model || (system === 'ldraw' && !reading.isHome))) {
    // What stands in a list is meant as it stands; what is built of parts may be bought otherwise.
    const assemblies = codec.model ? options.assemblies : 'keep'
    const current = canonical(lots, catalog, assemblies, decisions)
    const joined = join(current.lots, assemblyRecipes(assemblies, catalog, current.lots), catalog)
    lots = joined.lots
    ledger = { ...ledger, split: ledger.split + current.split, joined: ledger.joined + joined.joined }
    problems = problems.concat(current.problems, joined.problems)
  }
  return {
    sources: [word],
    files: [input.file],
    inventory: { system: 'ldraw', lots: lots.map((lot) => multiply(lot, input.times)) },
    ledger: addLedgers(emptyLedger(), ledger, input.times),
    problems,
    catalog,
    decisions,
    statuses: reading.statuses ?? new Map<string, Status>(),
    system,
    ...(reading.orders && { orders: reading.orders }),
  }
}

/** Nothing but rows that make no sense: the list is another one than it seems. */
function unread({ ledger: { unresolved } }: Reading, file: string): Problem[] {
  if (unresolved === 0) return []
  const fix = 'say what it is: --from NAME, or --columns part=2,color=5,qty=1'
  return [{ level: 'error', code: 'list.unread', file, message: 'no row of it could be read', fix }]
}

/** Of each lot what is still needed, without what is at hand. */
function stillNeeded(lots: Lot[], ledger: Ledger): { lots: Lot[]; ledger: Ledger } {
  const had = lots.reduce((sum, { quantity, have = 0 }) => sum + Math.min(quantity, have), 0)
  const { listed, skipped, rules } = ledger
  return {
    lots: lots.map(({ have = 0, ...lot }) => ({ ...lot, quantity: Math.max(0, lot.quantity - have) })),
    ledger: { ...ledger, listed: listed - had, skipped: skipped + had, rules: { ...rules, 'at hand': had } },
  }
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

/** What has no title comes first, so that one that another list knows wins. */
function byTitle(a: PartFact, b: PartFact): number {
  return Number(a.title !== '') - Number(b.title !== '')
}

/** What we ship, with what the library, the models and the lists say. */
async function learnt(shipped: Facts, arrivals: Arrival[]): Promise<Facts> {
  const parts = arrivals.flatMap(({ facts }) => facts).sort(byTitle)
  const colors = arrivals.flatMap((arrival) => arrival.colors)
  if (parts.length + colors.length === 0) return shipped
  return (await import('../core/catalog/extend-facts.js')).extendFacts(shipped, parts, colors)
}
