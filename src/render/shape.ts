/**
 * What one LDraw file draws, in its own coordinates: LDraw units, y down, z away. Numbers lie in flat lists, because a
 * model has a million of them.
 */
export interface Shape {
  /** As it is looked up: lower case, `/` between folders. */
  name: string
  title: string
  /** Its header says that it is a part, a subpart or a primitive. */
  isPart: boolean
  references: ShapeReference[]
  /** `FACE` numbers each: color, flags, three corners, counter-clockwise as seen from outside. */
  faces: number[]
  /** `UV_FACE` numbers each: a face, and where its corners lie on the picture, as Studio writes them. */
  mappedFaces: number[]
  /** `LINE` numbers each: color, flags, two ends. */
  lines: number[]
  /** `CONDITIONAL` numbers each: color, flags, two ends, two points that say whether it is an outline. */
  conditionals: number[]
  textures: Texture[]
  /** Building steps, counted from 1. */
  steps: number
  /** The color that its author shows it in, from `!CMDLINE -c`. */
  mainColor: number | undefined
}

export const FACE = 11
export const UV_FACE = 17
export const LINE = 8
export const CONDITIONAL = 14

/** A type-1 line. */
export interface ShapeReference {
  name: string
  color: number
  flags: number
  /** `x y z a b c d e f g h i`, as the line has them. */
  matrix: Float64Array
  isInverted: boolean
  step: number
}

/** Flags: the face may be left out when it is seen from behind. The rest is a use of a texture. */
export const CULLED = 1

/** In which case something between `!TEXMAP` lines is drawn. */
export const WHEN = { always: 0, textured: 1, plain: 2 } as const

/** Flags of what stands between `!TEXMAP` lines. Textures count from 0. */
export function textureFlags(texture: number, when: number): number {
  return ((texture + 1) << 3) | (when << 1)
}

/** Which texture the flags mean, and when; undefined for none. */
export function textureOf(flags: number): { texture: number; when: number } | undefined {
  return flags < 8 ? undefined : { texture: (flags >> 3) - 1, when: (flags >> 1) & 3 }
}

/** A picture that is projected on what is drawn. */
export interface Texture {
  projection: 'planar' | 'cylindrical' | 'spherical' | 'mapped'
  /** The three points of `!TEXMAP START`. */
  points: number[]
  /** How far the picture reaches around, in degrees: across, and for spheres also up and down. */
  angles: number[]
  /** The name of a PNG file, as it is looked up; of Studio's pictures, a name of our own. */
  image: string
}

/** The shapes of one file, and what else it brings along. */
export interface ShapeFile {
  /** In the order of the file; the first is the main one. */
  shapes: Shape[]
  /** The texts behind `0 !COLOUR`. */
  colors: string[]
  /** Pictures in base64, by the names they are looked up by. */
  images: Map<string, string>
}

export function newShape(name: string): Shape {
  return {
    name,
    title: '',
    isPart: false,
    references: [],
    faces: [],
    mappedFaces: [],
    lines: [],
    conditionals: [],
    textures: [],
    steps: 1,
    mainColor: undefined,
  }
}
