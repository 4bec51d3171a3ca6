import type { Facts } from '../core/catalog/facts.js'
import { findColor } from '../core/catalog/resolve-color.js'
import { BrickError, EXIT } from '../core/error.js'
import { printable } from '../core/printable.js'
import type { Problem } from '../core/problem.js'
import { openPalette } from '../render/palette.js'
import { openProgress } from '../system/progress.js'
import { shippedFacts } from '../system/facts.js'
import type { Io } from '../system/io.js'
import { openModelFile, isModelFile } from './render-model.js'
import { neededLibrary } from './render-library.js'
import { drawModel, drawPart, type Subject } from './render-subject.js'
import { backgroundOf, distanceOf, sizeOf, viewOf, wholeStep, scaleOf } from './render-values.js'
import { outputOf, show } from './render-output.js'
import { tellProblems } from './tell-problems.js'

export interface RenderFlags {
  output?: string
  size?: string
  color?: string
  model?: string
  step?: string
  explode?: string
  view?: string
  scale?: string
  background?: string
  pictures?: 'auto' | 'kitty' | 'iterm' | 'sixel' | 'blocks'
  library?: string
}

/** Draws what a word means, and writes it where the user wishes. */
export async function renderPicture(io: Io, what: string, flags: RenderFlags): Promise<void> {
  const facts = shippedFacts()
  const isModel = isModelFile(io, what)
  const target = await outputOf(io, flags, what)
  const color = flags.color === undefined ? undefined : colorCode(flags.color, facts)
  const wishes = {
    ...(flags.view !== undefined && { view: viewOf(flags.view) }),
    ...(flags.scale !== undefined && { scale: scaleOf(flags.scale) }),
    ...(flags.step !== undefined && { step: wholeStep(flags.step) }),
    ...(flags.explode !== undefined && { explode: distanceOf(flags.explode, flags.step) }),
    ...(flags.model !== undefined && { model: flags.model }),
    ...(color !== undefined && { color }),
  }
  const size = flags.size === undefined ? target.size(isModel) : sizeOf(flags.size)
  const ground = flags.background === undefined ? undefined : backgroundOf(flags.background, facts)
  const file = isModel ? await openModelFile(io, what) : undefined
  const library = await neededLibrary(io, flags.library, file?.beside)
  const progress = openProgress(io)
  const subject: Subject = file
    ? await drawModel(library.shapes, file, wishes)
    : await drawPart(library.shapes, what, facts, wishes)
  progress.tell(`drawing ${printable(subject.title)}`)
  const palette = openPalette(library.paints())
  await show(io, target, subject, { palette, size, ground, images: library.shapes.images, progress })
  const problems: Problem[] = [...subject.problems, ...unknownColors(palette.unknown, what)]
  await tellProblems(io, problems)
  if (subject.isWhole === false) io.exitCode = EXIT.unresolved
}

function colorCode(text: string, facts: Facts): number {
  const direct = /^(?:#|0x2)([0-9a-f]{6})$/i.exec(text)?.[1]
  if (direct !== undefined) return 0x2000000 + Number.parseInt(direct, 16)
  const color = findColor(text, facts)
  if (color && color.ldraw >= 0) return color.ldraw
  throw new BrickError(`no color is called ${text}`, { hint: `try: brick id "${text}"; or a value, as in #FF8800` })
}

function unknownColors(codes: Set<number>, file: string): Problem[] {
  return [...codes].map((code) => ({
    level: 'warning',
    code: 'color.unmapped',
    file,
    message: `no color has the code ${code}; drawn gray`,
  }))
}
