import { packed, shadesOf, type Shades } from './light.js'
import { luma, UNKNOWN_PAINT, type Paint, type Paints, type Rgb } from './paint.js'
import { colorOf, EDGE } from './soup.js'
import { faintOf } from './stroke.js'

/** A color as it is drawn: on faces, and as a line. */
export interface Material {
  shades: Shades
  isGlass: boolean
  /** As a line, `0xAABBGGRR`. */
  ink: number
  /** The line behind glass. */
  faint: number
}

/** The materials of a mesh, by the places in its palette. */
export type Look = Material[]

export interface Palette {
  /** What a mesh looks like in a color. */
  look(palette: number[], color: number): Look
  /** Colors that were asked for and that nobody knows. */
  unknown: Set<number>
}

/** Makes materials of colors, each once. */
export function openPalette(paints: Paints): Palette {
  const made = new Map<number, Material>()
  const unknown = new Set<number>()
  return { look: (palette, color) => palette.map((key) => material(keyWithin(key, color))), unknown }

  function material(key: number): Material {
    const known = made.get(key)
    if (known) return known
    const fresh = make(key)
    made.set(key, fresh)
    return fresh
  }

  function make(key: number): Material {
    const code = key >= EDGE ? key - EDGE : key
    const paint = paints(code)
    if (!paint) unknown.add(code)
    return materialOf(paint ?? UNKNOWN_PAINT, key >= EDGE)
  }
}

/** What a key of a mesh's palette means for a part of this color. */
export function keyWithin(key: number, color: number): number {
  if (key >= EDGE) return colorOf(key - EDGE, color) + (color >= EDGE && key - EDGE === 16 ? 0 : EDGE)
  return colorOf(key, color)
}

/** What is less clear than this hides what is behind it. */
const MILKY = 195

function materialOf(paint: Paint, isEdge: boolean): Material {
  const [r, g, b] = isEdge ? inkOf(paint) : paint.rgb
  const ink = packed(r, g, b, 255)
  const alpha = paint.alpha < MILKY ? paint.alpha : 255
  // Things in the color of edges are opaque: letters, and lines drawn as faces.
  const solid: Paint = isEdge ? { rgb: paint.edge, edge: paint.edge, alpha: 255, finish: 'solid' } : { ...paint, alpha }
  return { shades: shadesOf(solid), isGlass: solid.alpha < MILKY, ink, faint: faintOf(ink) }
}

/** What is darker than this hides dark lines; what is clear lets light ones fade into the page. */
const DARK = 50
const LIGHT = 150

/** The edge color, or one between it and gray where it would not be seen. */
function inkOf({ rgb, edge, alpha }: Paint): Rgb {
  const isLost = luma(rgb) < DARK && Math.abs(luma(edge) - luma(rgb)) < 40
  const isFaded = alpha < MILKY && luma(edge) > LIGHT
  if (!isLost && !isFaded) return edge
  return (isLost ? rgb : edge).map((value) => Math.round(isLost ? (value + 128) / 2 : value * 0.78)) as Rgb
}
