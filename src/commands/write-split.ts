import * as path from 'node:path'
import { colorTitle } from '../core/catalog/color-title.js'
import { count } from '../core/count.js'
import { piecesIn, placeOf, type Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { costOf, ELSEWHERE, type ElementLot, type Elsewhere, type Split } from '../core/lists/split.js'
import { codecs, named, views } from '../formats/index.js'
import type { Io } from '../system/io.js'
import { draftOf } from './draft.js'
import type { Loaded } from './load.js'
import { withoutAllowed } from './tell-problems.js'
import { elementFiles, saveElements } from './save-elements.js'
import { namesOf, refuseOverwriting, tellStale } from './save-list.js'
import type { Target } from './target.js'
import { tellVerdict, verdict } from './verdict.js'
import type { WriteFlags } from './write-list.js'

interface Flags extends WriteFlags {
  /** Who gets the rest. */
  other: Target
  /** Whether the user said what LEGO sells. */
  isKnown: boolean
}

/** Writes a split list into a folder, tells why what goes where, and ends with sums that close. */
export async function writeSplit(io: Io, loaded: Loaded, { elements, others }: Split, flags: Flags): Promise<void> {
  const { output, isKnown } = flags
  const files = elementFiles(loaded, elements, { folder: output, isKnown })
  const restFile = path.join(output, fileOf(flags.other))
  const isModel = 'codec' in flags.other && flags.other.codec.model === true
  refuseOverwriting(io, namesOf(io, restFile), loaded.files, { isModel })
  refuseOverwriting(
    io,
    files.files.map(({ name }) => name),
    loaded.files,
  )
  const inventory = { system: 'ldraw' as const, lots: others.map(({ lot }) => lot) }
  const restFlags = { ...flags, output: restFile, brief: true as const }
  const rest = others.length === 0 ? undefined : await draftOf(io, flags.other, { ...loaded, inventory }, restFlags)
  const isEmpty = loaded.inventory.lots.length === 0
  const decided = rest?.verdict ?? verdict(loaded.problems, flags, { isEmpty })
  const isRefused = decided.refused || (decided.isLost && elements.length === 0)
  if (!isRefused) {
    io.makeFolder(output)
    saveElements(io, files)
  }
  await rest?.finish({ isDetailed: isRefused })
  if (!isRefused) {
    const left = rest === undefined ? namesOf(io, restFile).filter((name) => io.tryRead(name) !== undefined) : []
    tellStale(io, (index) => left[index])
    for (const line of reasonLines(others)) io.say(`  ${line}`)
  }
  const moulds = elements.flatMap((one) => otherMould(one, loaded))
  const problems = decided.problems.concat(withoutAllowed(moulds, flags.allow))
  await tellVerdict(io, { ...decided, problems }, { ...flags, output: isRefused ? output : restFile })
  if (isRefused) return
  if (!isKnown && elements.length > 0) io.say(UNSURE)
  for (const line of sumLines(loaded, elements, [...files.parcels, others])) io.say(line)
}

const UNSURE =
  'What LEGO sells today cannot be known from here: upload the list, and take the cart from yours with brick sub.'

/** What it costs, as far as that is known, and that nothing was lost. */
function sumLines({ inventory: { lots } }: Loaded, elements: ElementLot[], all: { lot: Lot }[][]): string[] {
  const cost = elements.reduce((sum, one) => sum + costOf(one), 0)
  const price = cost > 0 ? [`LEGO asks ${(cost / 10_000).toFixed(2)} for its part, by your list`] : []
  const sums = all.map((some) => piecesIn(some.map(({ lot }) => lot)))
  const lengths = all.map(({ length }) => length)
  const parts = `${count(piecesIn(lots), 'part')} = ${sums.join(' + ')}`
  return [...price, `${parts}; ${count(lots.length, 'lot')} = ${lengths.join(' + ')}`]
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
