import * as path from 'node:path'
import { count } from '../core/count.js'
import { BrickError } from '../core/error.js'
import type { Images } from '../render/decal.js'
import { lineArt } from '../render/line-art.js'
import { modelPicture } from '../render/model-picture.js'
import { onBackground } from '../render/on-background.js'
import type { Rgb } from '../render/paint.js'
import type { Palette } from '../render/palette.js'
import { partPicture, pieceOf } from '../render/part-picture.js'
import type { Picture } from '../render/picture.js'
import { placeholder } from '../render/placeholder.js'
import { encodePng } from '../render/png.js'
import { piecesOf, type Piece } from '../render/scene.js'
import { BOOKLET, rotationOf } from '../render/view.js'
import { deflate } from '../system/deflate.js'
import type { Io } from '../system/io.js'
import type { Progress } from '../system/progress.js'
import { pictureTerminal, type PictureWay } from '../system/picture-terminal.js'
import type { RenderFlags } from './render-picture.js'
import type { Subject } from './render-subject.js'
import type { Size } from './render-values.js'
import { checkSavable } from '../system/save.js'
import { refuseOverwriting } from './save-list.js'

/** Where a picture goes, and how large it is there, if the user does not say. */
export interface Target {
  kind: 'png' | 'svg' | 'terminal'
  file: string
  way?: PictureWay
  depth?: 'true' | '256'
  size(isModel: boolean): Size
}

/** @throws {BrickError} when there is nowhere to show it, or when the name says that it is no picture. */
export async function outputOf(io: Io, { output, pictures }: RenderFlags, read: string): Promise<Target> {
  const size = (isModel: boolean) => (isModel ? { width: 800, height: 600 } : { width: 400, height: 400 })
  if (output !== undefined && output !== '-') {
    refuseOverwriting(io, [output], [read])
    checkSavable(path.resolve(io.cwd, output), output)
    const ending = path.extname(output).toLowerCase()
    if (ending === '.png' || ending === '.svg') return { kind: ending === '.svg' ? 'svg' : 'png', file: output, size }
    throw new BrickError(`cannot draw ${output}: its name ends neither in .png nor in .svg`, {
      hint: 'name it as in castle.png',
    })
  }
  const forced = pictures === 'auto' ? undefined : pictures
  const terminal =
    output === '-' ? undefined : forced ? { way: forced, depth: 'true' as const } : await pictureTerminal(io)
  if (terminal)
    return { kind: 'terminal', file: '-', ...terminal, size: (isModel) => terminalSize(io, terminal.way, isModel) }
  if (output === '-' || (!io.terminal.output && pictures === undefined)) return { kind: 'png', file: '-', size }
  throw new BrickError('standard output is no terminal that shows pictures', {
    hint: 'write it to a file: -o picture.png; or try --pictures blocks',
  })
}

/** Of characters, in pixels: about as large as those of most terminals. */
const CELL = { width: 10, height: 20 }

/** Half blocks are two points a character. */
function terminalSize({ terminal }: Io, way: PictureWay, isModel: boolean): Size {
  const columns = Math.max(10, Math.min(terminal.columns - 1, isModel ? 100 : 48))
  if (way === 'blocks') return { width: columns, height: isModel ? Math.round(columns * 0.7) : columns }
  const width = Math.min(columns * CELL.width, isModel ? 800 : 320)
  return { width, height: isModel ? Math.round(width * 0.75) : width }
}

interface ShowOptions {
  palette: Palette
  size: Size
  ground: Rgb | undefined
  images: Images
  /** Taken away before anything is said. */
  progress: Progress
}

/** Draws it and writes it there. */
export async function show(io: Io, target: Target, subject: Subject, options: ShowOptions): Promise<void> {
  const { size, ground, progress } = options
  const drawing = target.kind === 'svg' ? svgOf(subject, options) : pictureOf(subject, options, target)
  progress.end()
  if (typeof drawing === 'string') return save(io, target.file, drawing, subject, size)
  const whole = ground ? onBackground(drawing, ground) : drawing
  if (target.kind === 'png') return save(io, target.file, encodePng(whole, deflate), subject, size)
  io.write(await inTerminal(whole, target))
  io.say(subject.title)
}

function save(
  io: Io,
  file: string,
  content: string | Uint8Array,
  { title, instances, meshOf }: Subject,
  size: Size,
): void {
  if (file === '-') return io.write(content)
  io.save(file, content)
  const drawn = instances.filter(({ name }) => meshOf(name)).length
  const parts = instances.length > 0 ? `, ${count(drawn, 'part')}` : ''
  io.say(`${file}: ${title}${parts}, ${size.width} x ${size.height} pixels`)
}

function pictureOf(subject: Subject, { palette, size, images }: ShowOptions, target: Target): Picture {
  const { part, view, scale, instances, meshOf, room } = subject
  const wishes = { ...size, images, ...(view && { view }), ...(scale !== undefined && { scale }) }
  if (!part)
    return modelPicture(instances, meshOf, palette, { ...wishes, samples: samplesFor(size, 2), ...(room && { room }) })
  if (part.geometry.kind === 'none') return placeholder(part.id, size)
  // Lines of a pixel would be as wide as a stud.
  const line = target.way === 'blocks' ? { line: 0.12 } : {}
  return partPicture(part.geometry.mesh, part.color, palette, {
    ...wishes,
    part: part.id,
    samples: samplesFor(size, 3),
    ...line,
  })
}

/** More samples than these would take half a gigabyte. */
const MOST_SAMPLES = 40e6

/** Samples a pixel, each way: parts are looked at closely, and large pictures need fewer. */
function samplesFor({ width, height }: Size, wanted: number): number {
  return Math.max(1, Math.min(wanted, Math.floor(Math.sqrt(MOST_SAMPLES / (width * height)))))
}

function svgOf({ part, instances, meshOf, title, view = BOOKLET }: Subject, { palette, size }: ShowOptions): string {
  const viewing = { view, ...(part && { part: part.id }) }
  const pieces: Piece[] = part
    ? part.geometry.kind === 'mesh'
      ? [pieceOf(part.geometry.mesh, part.color, viewing)]
      : []
    : piecesOf(instances, meshOf, rotationOf(view))
  return lineArt(pieces, palette, { ...size, title })
}

async function inTerminal(picture: Picture, { way, depth = '256' }: Target): Promise<string> {
  const cells = { columns: Math.ceil(picture.width / CELL.width), rows: Math.ceil(picture.height / CELL.height) }
  if (way === 'kitty')
    return `${(await import('../render/terminal-kitty.js')).kitty(encodePng(picture, deflate), cells)}\n`
  if (way === 'iterm')
    return `${(await import('../render/terminal-iterm.js')).iterm(encodePng(picture, deflate), cells)}\n`
  if (way === 'sixel') return `${(await import('../render/terminal-sixel.js')).sixel(picture)}\n`
  return (await import('../render/terminal-blocks.js')).halfBlocks(picture, depth)
}
