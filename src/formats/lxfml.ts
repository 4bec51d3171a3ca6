import { BrickError, EXIT } from '../core/error.js'
import { collectLots, type Lot } from '../core/inventory.js'
import { emptyLedger } from '../core/ledger.js'
import { nameKey } from '../core/catalog/part-id.js'
import type { Problem } from '../core/problem.js'
import { problemLog } from '../core/problem-log.js'
import { isPrint, resolveDesign } from '../core/catalog/resolve-design.js'
import type { Source } from '../core/source.js'
import type { Codec, Reading, Surroundings } from './codec.js'
import { openSkipRules } from './model/skip-rules.js'
import { wholeBrick } from './model/lego-brick.js'
import { readPiece, type LegoPiece } from './model/lego-piece.js'
import { readXml, type XmlRecord } from './xml/read-xml.js'

/** LEGO Digital Designer's models, as XML: versions 4 to 9, which LEGO's later programs and Studio write, too. */
export const lxfml: Codec<'lego'> = {
  id: 'lxfml',
  title: 'LEGO Digital Designer model (LXFML)',
  system: 'lego',
  model: true,
  read: readLxfml,
}

/**
 * Counts the `Part`s of a model. A `Brick` holds one, or several that are moulded apart and sold together; such a one
 * is listed whole, where shops have a number for it and the user does not want it taken apart.
 */
export function readLxfml(source: Source, file: string, surroundings: Surroundings): Reading<'lego'> {
  const { catalog, options } = surroundings
  const lots = collectLots()
  const ledger = emptyLedger()
  const log = problemLog({ file, things: 'parts' })
  const told = new Set<string>()
  const { assemblies = 'split', mainColor } = options
  const mayBeWhole = options.asWritten !== true && assemblies !== 'split'
  const skip = openSkipRules(surroundings)
  const openColor = mainColor === undefined ? 0 : (catalog.color('ldraw', mainColor)?.lego[0] ?? 0)
  /** Those of the brick that is open. */
  let pieces: LegoPiece[] = []
  let isFlushed = false

  const { root, problems: slips } = readXml(source, file, { records: ['BRICK', 'PART'], take })
  for (const piece of pieces) add(piece)
  if (root !== 'LXFML') throw notLxfml(root, file)
  if (ledger.references === 0) tell({ level: 'error', code: 'model.empty', message: 'the model has no parts' })
  log.close()
  const found = [...slips, ...log.problems, ...skip.problems()]
  return { value: { system: 'lego', lots: lots.lots() }, ledger, problems: found }

  /** Parts come before the brick that they are in. Version 4 has no bricks. */
  function take(record: XmlRecord): void {
    const piece = readPiece(record)
    if (record.tag === 'PART') pieces.push(piece)
    else endBrick(piece)
    if (pieces.length > MANY) flush()
  }

  function endBrick(brick: LegoPiece): void {
    if (pieces.length === 0 && !isFlushed) pieces.push(brick)
    isFlushed = false
    const [only, ...others] = pieces
    const whole = mayBeWhole && others.length > 0 ? wholeBrick(brick, pieces, catalog) : undefined
    if (whole) addWhole(whole, brick)
    else if (only && others.length === 0) add({ ...only, element: only.element ?? brick.element })
    else for (const piece of pieces) add(piece)
    pieces = []
  }

  function flush(): void {
    for (const piece of pieces) add(piece)
    pieces = []
    isFlushed = true
  }

  function addWhole(lot: Lot, { design, line }: LegoPiece): void {
    if (isLeftOut(lot, pieces.length)) return
    ledger.references += pieces.length
    ledger.listed += pieces.length
    ledger.joined += pieces.length - 1
    lots.add({ ...lot, color: lot.color || openColor, places: [{ file, line, quantity: 1 }] })
    const list = pieces
      .map((piece) => piece.design)
      .sort()
      .join(' + ')
    const message = `${list} listed as ${design}, as shops sell it`
    tell({ level: 'note', code: 'part.assembly', line, part: design, message })
  }

  function add(piece: LegoPiece): void {
    const { design, line } = piece
    if (design === '') {
      ledger.references++
      ledger.unresolved++
      const message = `a part without a design number, not counted (the first is in line ${line})`
      return tell({ level: 'error', code: 'list.row', line, message }, 'list.row')
    }
    const color = piece.color || openColor
    const lot: Lot = { part: design, color, quantity: 1, places: [{ file, line, quantity: 1 }] }
    if (piece.element !== undefined && isItself(piece, piece.element)) lot.element = piece.element
    if (isLeftOut(lot, 1)) return
    ledger.references++
    ledger.listed++
    lots.add(lot)
    look(piece, lot)
  }

  /** Whether the user wants it left out, under LEGO's number or the one in the list. */
  function isLeftOut(lot: Lot, quantity: number): boolean {
    if (!skip.hasRules) return false
    const id = resolveDesign(lot, catalog)?.part ?? `lego:${lot.part}`
    const rule = skip.leaveOut(nameKey(lot.part), { type: 'piece', id, status: 'library' })
    if (rule === undefined) return false
    ledger.references += quantity
    ledger.skipped += quantity
    ledger.rules[rule] = (ledger.rules[rule] ?? 0) + quantity
    return true
  }

  /** The number of a printed part says nothing of a plain one. */
  function isItself({ decorations }: LegoPiece, element: string): boolean {
    const fact = catalog.element(element)
    return fact === undefined || decorations.length > 0 || !isPrint(fact.part)
  }

  function look({ design, color, others, decorations, line }: LegoPiece, lot: Lot): void {
    if (decorations.length > 0 && !isNumbered(lot)) {
      const message = `${design} has a print (decoration ${decorations.join(', ')}) that no table numbers; listed without it`
      const fix = 'find the printed part, and map it in brick.toml'
      tell({ level: 'warning', code: 'part.decorated', line, part: design, message, fix })
    }
    if (others.length > 0) {
      const message = `${design} has several colors (${[color, ...others].join(', ')}); listed in the first`
      tell({ level: 'note', code: 'color.several', line, part: design, color: String(color), message })
    }
  }

  /** Whether the element says which print it is. */
  function isNumbered(lot: Lot): boolean {
    const fact = lot.element === undefined ? undefined : catalog.element(lot.element)
    return fact !== undefined && isPrint(fact.part) && resolveDesign(lot, catalog)?.byElement === true
  }

  /** Each thing once, with its first line. */
  function tell(problem: Omit<Problem, 'file'>, key = problem.message): void {
    if (told.has(key)) return
    if (told.size < MOST) told.add(key)
    log.tell(problem)
  }
}

/** No brick is made of a tenth as many parts. */
const MANY = 1000

/** So many things are remembered as told. */
const MOST = 10_000

function notLxfml(root: string | undefined, file: string): BrickError {
  const what = root === undefined ? 'it has no element at all' : `its first element is <${root.slice(0, 30)}>`
  return new BrickError(`${file} is no LXFML: ${what}`, {
    exit: EXIT.input,
    hint: 'name its format with --from; see: brick formats',
  })
}
