import { nameKey } from '../core/catalog/part-id.js'
import { BrickError } from '../core/error.js'
import { count } from '../core/count.js'
import type { PictureLibrary } from '../pictures/picture-library.js'
import { modelPicture } from '../render/model-picture.js'
import { onBackground } from '../render/on-background.js'
import { packModel } from '../render/pack-model.js'
import { openPalette } from '../render/palette.js'
import { encodePng } from '../render/png.js'
import { openShapes, type Shapes } from '../render/shapes.js'
import { piecesOf, reachOf } from '../render/scene.js'
import { BOOKLET, rotationOf } from '../render/view.js'
import type { ModelShown } from '../report/report.js'
import { deflate, gzip, inflate } from '../system/deflate.js'
import type { Io } from '../system/io.js'
import { kindsOf } from './info-kind.js'
import { modelTitle } from './model-title.js'
import { openModelFile, type ModelFile } from './render-model.js'
import { DENSITY, WHITE } from './report-pictures.js'
import { drawModel, type Subject, type Wishes } from './render-subject.js'

/** The models of a command line that can be drawn, and how many cannot. */
export interface ReportModels {
  drawn: ModelFile[]
  /** Names of models in formats that have no geometry which LDraw's library knows. */
  others: string[]
}

/** Finds the LDraw models among lists. @param io on which standard input can be read again. */
export async function reportModels(
  io: Io,
  words: string[],
  hints: { from?: string; columns?: string },
): Promise<ReportModels> {
  const models: ReportModels = { drawn: [], others: [] }
  for (const { file, name, codec } of await kindsOf(io, words, hints)) {
    if (!codec.model) continue
    const model = DRAWN.includes(codec.id) ? await openModelFile(io, file).catch(ofNoUse) : undefined
    if (model) models.drawn.push(model)
    else models.others.push(name)
  }
  return models
}

const DRAWN = ['ldraw', 'studio-io']

/** What is wrong with a file is told by those who count its parts. */
function ofNoUse(error: unknown): undefined {
  if (!(error instanceof BrickError)) throw error
}

/** What the model, or one of its submodels, calls itself: see `modelTitle`. */
export function titleIn({ bytes, name }: ModelFile, submodel: string | undefined): string | undefined {
  const shapes = openShapes(() => Promise.resolve(new Map()), inflate)
  const first = shapes.add(bytes, name)
  const shape = submodel === undefined ? first : shapes.shape(nameKey(submodel))
  return modelTitle(shape?.title ?? '')
}

export interface ModelWishes {
  /** Draw this submodel. */
  model?: string
  /** What is left open is drawn in this color: an LDraw code. */
  color?: number
  /** Pack what the 3D view needs. */
  is3d: boolean
  /** On white, for paper. */
  isOpaque: boolean
  /** What the report calls the model. */
  title: string
}

/** Draws a model for the head of a report. What cannot be drawn is told, and stops nothing. */
export async function drawnModel(
  { shapes, paints }: PictureLibrary,
  file: ModelFile,
  { model, color, is3d, isOpaque, title }: ModelWishes,
): Promise<{ shown?: ModelShown; notes: string[] }> {
  const subject = await subjectOf(shapes, file, {
    ...(model !== undefined && { model }),
    ...(color !== undefined && { color }),
  })
  if (typeof subject === 'string') return { notes: [`The model is not drawn: ${subject}.`] }
  const size = sizeOf(subject)
  const { instances, meshOf, main } = subject
  const picture = modelPicture(instances, meshOf, openPalette(paints()), { ...size, images: shapes.images })
  const png = encodePng(isOpaque ? onBackground(picture, WHITE) : picture, deflate)
  const packed = is3d && main ? packModel(shapes, main.name, { paints: paints(), color: main.color }) : undefined
  const alt = `${title}: the whole model, ${count(instances.length, 'part')}, from the front left and above`
  const image = { png, width: size.width / DENSITY, height: size.height / DENSITY, alt }
  return { shown: { image, ...(packed && { packed: gzip(packed) }) }, notes: notesOf(subject) }
}

/** What to draw, or why it cannot be drawn. */
async function subjectOf(shapes: Shapes, file: ModelFile, wishes: Wishes): Promise<Subject | string> {
  try {
    return await drawModel(shapes, file, wishes)
  } catch (error) {
    if (error instanceof BrickError) return error.message
    throw error
  }
}

/** In pixels, of which a page has two in each of its own: as large as there is room for, in the model's own proportions. */
function sizeOf({ instances, meshOf }: Subject): { width: number; height: number } {
  const { left, right, top, bottom } = reachOf(piecesOf(instances, meshOf, rotationOf(BOOKLET)))
  const proportion = (right - left) / Math.max(bottom - top, 1e-3)
  const even = (side: number, least: number) => Math.max(least, 2 * Math.round(side / 2))
  if (proportion > WIDTH / HEIGHT) return { width: WIDTH, height: even(WIDTH / proportion, HEIGHT / 2) }
  return { width: even(HEIGHT * proportion, WIDTH / 2), height: HEIGHT }
}

const WIDTH = 1400
const HEIGHT = 1000
/** The model has one picture, so that what is not in it is told of once. */
function notesOf({ problems }: Subject): string[] {
  return problems.map(({ message }) => `In the picture of the model, ${message}.`)
}
