import * as path from 'node:path'
import { colorTitle } from '../core/catalog/color-title.js'
import { count } from '../core/count.js'
import { EXIT } from '../core/error.js'
import { piecesIn, placeOf } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { costOf, ELSEWHERE, type ElementLot, type Elsewhere, type Split } from '../core/lists/split.js'
import { codecs, named, views } from '../formats/index.js'
import type { Io } from '../system/io.js'
import type { Loaded } from './load.js'
import { exitFor, reportProblems, withoutAllowed } from './report-problems.js'
import { saveElements } from './save-elements.js'
import type { Target } from './target.js'
import { writeTarget, type WriteFlags } from './write-list.js'

interface Flags extends WriteFlags {
  /** Who gets the rest. */
  other: Target
  /** Whether the user said what LEGO sells. */
  isKnown: boolean
}

/** Writes a split list into a folder, tells why what goes where, and ends with sums that close. */
export async function writeSplit(io: Io, loaded: Loaded, { elements, others }: Split, flags: Flags): Promise<void> {
  const { output, isKnown } = flags
  io.exitCode = exitFor(withoutAllowed(loaded.problems, flags.allow), flags)
  if (flags.strict && io.exitCode !== EXIT.done) {
    await reportProblems(io, withoutAllowed(loaded.problems, flags.allow), flags)
    return io.say('brick: nothing was written, because of --strict', 'error')
  }
  io.makeFolder(output)
  const parcels = saveElements(io, loaded, elements, { folder: output, isKnown })
  const rest = { ...loaded, inventory: { system: 'ldraw' as const, lots: others.map(({ lot }) => lot) } }
  const problems = await writeRest(io, rest, flags)
  for (const line of reasonLines(others)) io.say(`  ${line}`)
  const told = [...problems, ...elements.flatMap((one) => otherMould(one, loaded))]
  await reportProblems(io, withoutAllowed(told, flags.allow), flags)
  const cost = elements.reduce((sum, one) => sum + costOf(one), 0)
  if (cost > 0) io.say(`LEGO asks ${(cost / 10_000).toFixed(2)} for its part, by your list`)
  if (!isKnown && elements.length > 0) io.say(UNSURE)
  const all = [...parcels, others]
  const sums = all.map((some) => piecesIn(some.map(({ lot }) => lot)))
  const { lots } = loaded.inventory
  io.say(`${count(piecesIn(lots), 'part')} = ${sums.join(' + ')}; ${count(lots.length, 'lot')} = ${lengths(all)}`)
}

const UNSURE =
  'What LEGO sells today cannot be known from here: upload the list, and take the cart from yours with brick sub.'

function lengths(all: unknown[][]): string {
  return all.map(({ length }) => length).join(' + ')
}

async function writeRest(io: Io, rest: Loaded, flags: Flags): Promise<Problem[]> {
  const { other, output, strict, allow, verbose, allowUnresolved } = flags
  const file = path.join(output, fileOf(other))
  if (rest.inventory.lots.length === 0) {
    if (io.tryRead(file) !== undefined) io.say(`${file} is of an earlier run: there is nothing left for it`)
    return rest.problems
  }
  const { problems } = await writeTarget(io, other, rest, {
    ...{ output: file, brief: true },
    ...(strict && { strict }),
    ...(allow && { allow }),
    ...(verbose && { verbose }),
    ...(allowUnresolved && { allowUnresolved }),
  })
  return problems
}

/** `bricklink.xml`: called by what people call the format. */
function fileOf({ name }: Target): string {
  const row = named(codecs, name) ?? named(views, name)
  return `${row?.names[1] ?? 'rest'}${row?.extensions[0] ?? ''}`
}

/** `21 lots not orderable, 11 dearer than your BrickLink price` */
function reasonLines(others: Split['others']): string[] {
  const words = (Object.keys(ELSEWHERE) as Elsewhere[]).flatMap((reason) => {
    const some = others.filter((other) => other.reason === reason).length
    return some > 0 ? [{ some, words: ELSEWHERE[reason] }] : []
  })
  if (words.length === 0) return []
  return [words.map(({ some, words }, index) => `${index === 0 ? count(some, 'lot') : some} ${words}`).join(', ')]
}

function otherMould({ lot, element, otherMould }: ElementLot, { catalog }: Loaded): Problem[] {
  if (!otherMould) return []
  const message = `${lot.written ?? lot.part} in ${colorTitle('ldraw', lot.color, catalog)} is ordered in another mould, as element ${element}`
  return [{ ...placeOf(lot), level: 'note', code: 'element.guessed', message }]
}
