import * as path from 'node:path'
import { findColor } from '../core/catalog/resolve-color.js'
import type { ModelShown } from '../report/report.js'
import { openPartPictures } from '../pictures/part-pictures.js'
import type { Io } from '../system/io.js'
import { openProgress } from '../system/progress.js'
import type { ReportFlags } from './report-make.js'
import type { ReportList } from './report-list.js'
import { drawnModel, type ReportModels } from './report-model.js'
import { drawLots } from './report-pictures.js'

export interface Drawn {
  model?: ModelShown
  notes: string[]
  /** There is something from an LDraw library in the report. */
  isDrawn: boolean
}

/**
 * Gives a report its pictures, where there is a library to draw them with and the user wants any. Of several models the
 * first stands at the head.
 * @param io on which standard input can be read again.
 */
export async function drawnReport(
  io: Io,
  list: ReportList,
  { drawn: models, others }: ReportModels,
  { flags, title, isOpaque }: { flags: ReportFlags; title: string; isOpaque: boolean },
): Promise<Drawn> {
  const { library, model, mainColor } = flags
  const [first, ...more] = models
  if (!flags.pictures) return { notes: [], isDrawn: false }
  const besides = models.map((file) => file.beside)
  const beside = (name: string) => firstOf(besides, (find) => find(name))
  const pictures = await openPartPictures(io, { library, models, beside })
  if (!pictures) return { notes: [WITHOUT], isDrawn: false }
  const progress = openProgress(io)
  try {
    const partNotes = await drawLots(pictures, list.lots, { isOpaque, progress })
    const color = openColor(list, mainColor)
    progress.end()
    if (first) progress.tell('drawing the model')
    const whole: Awaited<ReturnType<typeof drawnModel>> = first
      ? await drawnModel(await pictures.library(), first, {
          ...{ is3d: flags['3d'] && !isOpaque, isOpaque, title },
          ...(model !== undefined && { model }),
          ...(color !== undefined && { color }),
        })
      : { notes: [] }
    const notes = [
      ...whole.notes,
      ...(more.length > 0
        ? [`Of the models, only ${path.basename(first?.file ?? '')} has a picture of the whole.`]
        : []),
      ...others.map(
        (name) =>
          `${path.basename(name)} has no picture of the whole: only LDraw models and those of Studio are drawn.`,
      ),
      ...partNotes,
    ]
    return { ...(whole.shown && { model: whole.shown }), notes, isDrawn: true }
  } finally {
    progress.end()
  }
}

function firstOf<T, U>(all: readonly T[], of: (one: T) => U | undefined): U | undefined {
  for (const one of all) {
    const found = of(one)
    if (found !== undefined) return found
  }
  return undefined
}

const WITHOUT =
  'There are no pictures, as there is no LDraw library on the machine that made this report: brick library install brings one.'

/** The color of what a model leaves open, by the user's word. */
function openColor({ loaded: { catalog, decisions } }: ReportList, word = decisions.mainColor): number | undefined {
  const color = word === undefined ? undefined : findColor(word, catalog)
  return color && color.ldraw >= 0 ? color.ldraw : undefined
}
