import { chained } from './chain.js'
import { ringsOf, simplified, type Ring } from './contour.js'
import { openFrame } from './frame.js'
import type { Palette } from './palette.js'
import { drawSolids, onStage, reachOf, type Piece } from './scene.js'
import { cameraFor } from './view.js'
import { tonesOf } from './tones.js'
import { visibleLines, type Segment } from './visible-lines.js'

export interface LineArtOptions {
  /** In pixels. */
  width: number
  height: number
  /** For those who cannot see it. */
  title: string
  /** The width of lines, in pixels. */
  line?: number
}

/** Samples a pixel, each way: areas follow them, lines do not. */
const SAMPLES = 2

/**
 * A drawing as SVG: areas in the few tones that booklets are printed in, and the edges that are seen. Areas lie on the
 * whole outline and reach a little below each other, so that nothing shines through between them.
 */
export function lineArt(pieces: readonly Piece[], palette: Palette, options: LineArtOptions): string {
  const { width, height, title, line = 1 } = options
  const turn = pieces[0]?.turn ?? new Float64Array(9)
  const box = { width: width * SAMPLES, height: height * SAMPLES, margin: (line + 1) * SAMPLES }
  const camera = cameraFor(turn, reachOf(pieces), box)
  const frame = openFrame(width, height, SAMPLES)
  drawSolids(frame, pieces, camera, palette, { isCulling: pieces.length > 1 })
  const segments: Segment[] = []
  const bias = 0.3 + 1 / camera.scale
  onStage(pieces, camera, palette, (mesh, placed, look) => {
    for (const segment of visibleLines(frame, mesh, placed, look, bias)) segments.push(segment)
  })
  const areas = areasOf(frame.colors, frame.width, frame.height)
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`
  return [head, `<title>${escaped(title)}</title>`, ...areas, ...strokes(segments, line), '</svg>', ''].join('\n')
}

/** The largest areas first; each is drawn with a rim of its own color. */
function areasOf(colors: Uint32Array, width: number, height: number): string[] {
  const found: { color: number; rings: Ring[]; size: number }[] = []
  const { tones, colorOf } = tonesOf(colors)
  for (const [tone, rings] of ringsOf(tones, width, height)) {
    const short = tone === 0 ? [] : shortened(rings)
    if (short.length > 0)
      found.push({ color: colorOf(tone), rings: short, size: short.reduce((sum, ring) => sum + sizeOf(ring), 0) })
  }
  found.sort((a, b) => b.size - a.size)
  const outline = shortened(
    ringsOf(
      colors.map((color) => Math.min(color, 1)),
      width,
      height,
    ).get(1) ?? [],
  )
  const ground = found[0]?.color ?? 0
  return [
    `<path fill="${rgb(ground)}" fill-rule="evenodd" d="${path(outline)}"/>`,
    `<g stroke-width=".6" stroke-linejoin="round" fill-rule="evenodd">`,
    ...found.map(({ color, rings }) => `<path fill="${rgb(color)}" stroke="${rgb(color)}" d="${path(rings)}"/>`),
    '</g>',
  ]
}

/** In samples: areas that are smaller are left to what is below them. */
const SPECK = 10

/** In samples: the steps of a slanting line in a grid are no larger. */
const ROUGHNESS = 1.1

function shortened(rings: Ring[]): Ring[] {
  return rings.flatMap((ring) => {
    const short = Math.abs(sizeOf(ring)) < SPECK ? undefined : simplified(ring, ROUGHNESS)
    return short ? [short] : []
  })
}

/** The area within a ring; of holes, less than nothing. */
function sizeOf(ring: Ring): number {
  let sum = 0
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length
    sum += (ring[i] as number) * (ring[next + 1] as number) - (ring[next] as number) * (ring[i + 1] as number)
  }
  return sum / 2
}

/** Lines by color; those that meet are drawn in one go. */
function strokes(segments: Segment[], line: number): string[] {
  const style = `fill="none" stroke-width="${short(line)}" stroke-linecap="round" stroke-linejoin="round"`
  const colors = new Set(segments.map(({ ink }) => ink))
  return [...colors].map((color) => {
    const own = segments.filter(({ ink }) => ink === color)
    const ways = chained(own.map(({ x0, y0, x1, y1 }) => [place(x0, y0), place(x1, y1)]))
    return `<path ${style} stroke="${rgb(color)}" d="${ways.map((way) => `M${way.join('L')}`).join('')}"/>`
  })
}

function path(rings: Ring[]): string {
  const points = (ring: Ring) => ring.flatMap((x, i) => (i % 2 === 0 ? [place(x, ring[i + 1] as number)] : []))
  return rings.map((ring) => `M${points(ring).join('L')}Z`).join('')
}

function place(x: number, y: number): string {
  return `${short(x / SAMPLES)} ${short(y / SAMPLES)}`
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function rgb(color: number): string {
  const hex = (value: number) => (value & 255).toString(16).padStart(2, '0')
  return `#${hex(color)}${hex(color >> 8)}${hex(color >> 16)}`
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
