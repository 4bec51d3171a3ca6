import type { ColorFact, PartFact } from '../core/catalog/catalog.js'
import { MAIN_COLOR } from '../core/catalog/color-code.js'
import { BrickError } from '../core/error.js'
import { emptyLedger } from '../core/ledger.js'
import { nameKey, partId } from '../core/catalog/part-id.js'
import type { Source } from '../core/source.js'
import type { Block, Document } from '../ldraw/document.js'
import { flatten, type FlattenOptions } from '../ldraw/flatten.js'
import { extension } from '../ldraw/name.js'
import { parseDocument, type ParseOptions } from '../ldraw/parse.js'
import { plainTitle } from '../ldraw/part-header.js'
import type { Codec, NamedBytes, Reading, ReadOptions, Surroundings } from './codec.js'
import { learn } from './model/library.js'
import { modelProblems } from './model/problems.js'
import { openSkipRules } from './model/skip-rules.js'
import { ldrawText, quantityNotes } from './model/one-of-each.js'
import { withoutStudioColors } from './model/studio-colors.js'

/** LDraw models: `.ldr`, `.mpd` with its submodels, models that were saved as `.dat`. */
export const ldraw: Codec<'ldraw'> = {
  id: 'ldraw',
  title: 'LDraw model',
  system: 'ldraw',
  model: true,
  read: (source, file, surroundings) => readModel(source, file, surroundings),
  notes: quantityNotes,
  write: (list) => [ldrawText(list)],
}

/** What is special about a model in an archive. */
interface InnerModel {
  studioLines?: boolean
  /** Changes what was read of the model itself, before anything is counted. */
  prepare?(document: Document): void
}

/** Reads a model, and what lies beside it. */
export async function readModel(
  source: Source,
  file: string,
  surroundings: Surroundings,
  { prepare, ...inner }: InnerModel = {},
): Promise<Reading<'ldraw'>> {
  const { options } = surroundings
  const mend = options.asWritten !== true
  const parsing: ParseOptions = { mend, steps: options.steps === true, ...inner }
  const main = parseDocument(source, file, parsing)
  prepare?.(main)
  const files = openFiles(main, surroundings, parsing)
  const skip = openSkipRules(surroundings)
  const wishes: Omit<FlattenOptions, 'catalog'> = {
    open: files.open,
    mend,
    metas: mend,
    lpub: options.ignoreLpub !== true,
    countGhosts: options.countGhosts === true,
    skipHidden: options.skipHidden === true,
    leaveOut: skip.leaveOut,
    mainColor: options.mainColor ?? (mend ? main.blocks[0]?.mainColor : undefined) ?? MAIN_COLOR,
    roots: rootsOf(main, options),
    all: options.all === true,
  }
  const { flat, facts } = await learn(surroundings, files.add, (catalog) => flatten(main, { ...wishes, catalog }))
  const [root] = wishes.roots
  const own =
    mend && options.all !== true && root && isPart(root) ? partItself(root, file, wishes.mainColor) : undefined
  const read = own?.lots ?? flat.lots
  const lots = mend ? withoutStudioColors(read, main, surroundings.catalog) : read
  const ledger = own?.ledger ?? flat.ledger
  const found = own ? own.problems : [...flat.problems, ...modelProblems(main, { ...flat, ledger }, surroundings)]
  return {
    value: { system: 'ldraw', lots },
    ledger,
    problems: [...files.documents().flatMap((document) => document.problems), ...found, ...skip.problems()],
    facts: [...facts, ...customParts(flat.titles)],
    colors: files.documents().flatMap(localColors),
    statuses: flat.statuses,
  }
}

/** The model and the files beside it, each parsed once. */
function openFiles(main: Document, { path, sibling }: Surroundings, parsing: ParseOptions) {
  const opened = new Map<string, Document | undefined>([[path, main]])
  const paths = new Map<Document, string>([[main, path]])
  const models = new Map<string, NamedBytes>()
  return { open, add, documents: () => [...paths.keys()] }

  function open(name: string, from: Document): Document | undefined {
    const found = sibling(name, paths.get(from) ?? path) ?? models.get(nameKey(name))
    if (!found) return undefined
    const known = opened.get(found.path)
    if (known) return known
    const document = parseDocument(found.bytes, found.file, parsing)
    const [block] = document.blocks
    if (found.isPart && block) {
      // How a part is drawn is nobody's trouble.
      block.header ??= 'part'
      document.problems = []
    }
    opened.set(found.path, document)
    paths.set(document, found.path)
    return document
  }

  /** A model in the library's own folder of models, which is the last place to look. */
  function add(name: string, model: NamedBytes): void {
    models.set(name, model)
  }
}

function rootsOf(main: Document, { model }: ReadOptions): Block[] {
  if (model !== undefined) {
    const wanted = nameKey(model)
    const block = main.blocks.find(({ name }) => [nameKey(name), nameKey(name).replace(/\.\w+$/, '')].includes(wanted))
    if (block) return [block]
    const names = main.blocks
      .filter(({ standsFor }) => standsFor === undefined)
      .map(({ name }) => name)
      .filter((name) => name !== '' && extension(nameKey(name)) !== '.dat')
    const hint =
      names.length > 0
        ? `it has: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', ...' : ''}`
        : 'it has no submodels'
    throw new BrickError(`${main.file} has no submodel ${model}`, { hint })
  }
  return main.blocks.slice(0, 1)
}

function isPart({ header }: Block): boolean {
  return header === 'part' || header === 'shortcut'
}

/** A part file is one piece, not the geometry it is drawn with. */
function partItself(
  block: Block,
  file: string,
  color: number,
): Pick<Reading<'ldraw'>, 'ledger' | 'problems'> & { lots: Reading<'ldraw'>['value']['lots'] } {
  const name = block.name === '' ? (/[^\\/]*$/.exec(file)?.[0] ?? file) : block.name
  const part = partId(nameKey(name))
  const message = `a part, not a model: listed as one piece of ${part}`
  return {
    lots: [{ part, color, quantity: 1, places: [{ file, model: name, line: block.line, quantity: 1 }] }],
    ledger: { ...emptyLedger(), added: 1 },
    problems: [{ level: 'note', code: 'part.file', file, line: block.line, part, message }],
  }
}

/** What the authors of the parts that the model brings along call them. */
function customParts(titles: Map<string, string>): PartFact[] {
  return [...titles].map(([id, title]) => ({
    id,
    kind: 'part',
    title: plainTitle(title),
    category: 'Custom',
    content: [],
    numbers: {},
    confidence: 'unknown',
  }))
}

function localColors({ colors }: Document): ColorFact[] {
  return [...colors].map(([ldraw, { name, rgb }]) => ({
    ldraw,
    name: name.replaceAll('_', ' '),
    ldrawName: name,
    rgb,
    edge: '',
    alpha: 255,
    finish: '',
    kind: 'own',
    lego: [],
    legoName: '',
  }))
}
