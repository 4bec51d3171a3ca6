import { MAIN_COLOR } from '../core/catalog/color-code.js'
import { determinant, IDENTITY, inverse, product, transform, type Matrix } from './matrix.js'
import type { Project } from './projection.js'
import { CONDITIONAL, CULLED, FACE, LINE, textureOf, UV_FACE, WHEN, type Shape, type Texture } from './shape.js'
import type { Weight } from './weigh.js'

/** All that a part draws, in its own coordinates, each face and line for itself. */
export interface Soup {
  /** Nine numbers a face, counter-clockwise as seen from outside. */
  faces: Float32Array
  /** By face: the place of its color in `palette`. */
  faceColors: Uint16Array
  /** By face: 1 where it may be left out when it is seen from behind. */
  culled: Uint8Array
  /** Six numbers a line. */
  lines: Float32Array
  lineColors: Uint16Array
  /** Twelve numbers a conditional line. */
  conditionals: Float32Array
  conditionalColors: Uint16Array
  /** Colors: LDraw codes, in which 16 is the color of the part, and `EDGE` more for the edge color of a code. */
  palette: number[]
  /** Faces with a picture on them. */
  decals: Decal[]
}

/** Where on a picture the corners of a face lie: six numbers. */
export interface Decal {
  face: number
  image: string
  uv: number[]
}

/** Added to a code, the color of its edges. */
export const EDGE = 2 ** 40
const EDGE_COLOR = 24

interface Context {
  matrix: Matrix
  color: number
  isInverted: boolean
  isCulled: boolean
  picture: Projected | undefined
}

/** A picture, and how a point of the part comes to its place on it. */
interface Projected {
  image: string
  /** Places stand in the file. */
  isMapped: boolean
  place: Project
  back: Matrix
}

/** Where shapes and pictures are found. */
export interface ShapeSource {
  shape(name: string): Shape | undefined
  /** How the picture of a texture lies on what is drawn; undefined where the picture is not there. */
  projection(texture: Texture): Project | undefined
}

/** Follows all references of a shape, whose weight is known and bearable. */
export function boil(shape: Shape, source: ShapeSource, weight: Weight): Soup {
  const soup = emptySoup(weight)
  const places = new Map<number, number>()
  let [faces, lines, conditionals] = [0, 0, 0]
  add(shape, { matrix: IDENTITY, color: MAIN_COLOR, isInverted: false, isCulled: true, picture: undefined })
  return {
    ...soup,
    faces: soup.faces.subarray(0, faces * 9),
    faceColors: soup.faceColors.subarray(0, faces),
    culled: soup.culled.subarray(0, faces),
    lines: soup.lines.subarray(0, lines * 6),
    lineColors: soup.lineColors.subarray(0, lines),
    conditionals: soup.conditionals.subarray(0, conditionals * 12),
    conditionalColors: soup.conditionalColors.subarray(0, conditionals),
  }

  function add(from: Shape, context: Context): void {
    const size = determinant(context.matrix)
    const isFlipped = size < 0 !== context.isInverted
    const isCulled = context.isCulled && Math.abs(size) > 1e-9
    addFaces(from.faces, FACE, from, { ...context, isCulled }, isFlipped)
    addFaces(from.mappedFaces, UV_FACE, from, { ...context, isCulled }, isFlipped)
    lines = addLines(from.lines, LINE, from, context, lines, soup.lines, soup.lineColors)
    conditionals = addLines(
      ...([from.conditionals, CONDITIONAL, from, context, conditionals] as const),
      ...([soup.conditionals, soup.conditionalColors] as const),
    )
    for (const reference of from.references) {
      const target = source.shape(reference.name)
      const picture = pictureOf(reference.flags, from, context)
      if (!target || picture === 'hidden') continue
      add(target, {
        matrix: product(context.matrix, reference.matrix),
        color: colorOf(reference.color, context.color),
        isInverted: context.isInverted !== reference.isInverted,
        isCulled: isCulled && (reference.flags & CULLED) !== 0,
        picture,
      })
    }
  }

  function addFaces(list: number[], stride: number, from: Shape, context: Context, isFlipped: boolean): void {
    const { matrix } = context
    for (let at = 0; at < list.length; at += stride) {
      const flags = list[at + 1] as number
      const picture = flags < 8 ? context.picture : pictureOf(flags, from, context)
      if (picture === 'hidden') continue
      for (let corner = 0; corner < 3; corner++) {
        const read = at + 2 + corner * 3
        const write = faces * 9 + (isFlipped && corner > 0 ? 3 - corner : corner) * 3
        place(soup.faces, write, matrix, list[read] as number, list[read + 1] as number, list[read + 2] as number)
      }
      if (!isNear(soup.faces, faces * 9, 9)) continue
      soup.faceColors[faces] = placeOf(colorOf(list[at] as number, context.color))
      soup.culled[faces] = context.isCulled && (flags & CULLED) !== 0 ? 1 : 0
      if (picture)
        soup.decals.push({ face: faces, image: picture.image, uv: uvOf(list, at, stride, isFlipped, picture) })
      faces++
    }
  }

  function uvOf(list: number[], at: number, stride: number, isFlipped: boolean, picture: Projected): number[] {
    if (stride === UV_FACE && picture.isMapped) {
      const [u0, v0, u1, v1, u2, v2] = list.slice(at + 11, at + 17) as [number, number, number, number, number, number]
      return isFlipped ? [u0, v0, u2, v2, u1, v1] : [u0, v0, u1, v1, u2, v2]
    }
    return [0, 1, 2].flatMap((corner) => {
      const [x, y, z] = soup.faces.subarray(faces * 9 + corner * 3, faces * 9 + corner * 3 + 3)
      return picture.place(...transform(picture.back, x as number, y as number, z as number))
    })
  }

  function addLines(
    list: number[],
    stride: number,
    from: Shape,
    context: Context,
    count: number,
    into: Float32Array,
    colors: Uint16Array,
  ): number {
    for (let at = 0; at < list.length; at += stride) {
      const flags = list[at + 1] as number
      if (flags >= 8 && pictureOf(flags, from, context) === 'hidden') continue
      for (let read = at + 2, write = count * (stride - 2); read < at + stride; read += 3, write += 3)
        place(into, write, context.matrix, list[read] as number, list[read + 1] as number, list[read + 2] as number)
      if (isNear(into, count * (stride - 2), stride - 2))
        colors[count++] = placeOf(colorOf(list[at] as number, context.color))
    }
    return count
  }

  function placeOf(color: number): number {
    const known = places.get(color)
    if (known !== undefined) return known
    // Nobody has as many colors; if somebody has, the last ones look alike.
    const next = Math.min(soup.palette.length, 0xffff)
    soup.palette[next] = color
    places.set(color, next)
    return next
  }

  function pictureOf(flags: number, from: Shape, context: Context): Context['picture'] | 'hidden' {
    const use = textureOf(flags)
    const texture = use && from.textures[use.texture]
    if (!texture) return context.picture
    const place = source.projection(texture)
    if (place ? use.when === WHEN.plain : use.when === WHEN.textured) return 'hidden'
    const back = place ? inverse(context.matrix) : undefined
    if (!place || !back) return undefined
    return { image: texture.image, isMapped: texture.projection === 'mapped', place, back }
  }
}

/** Matrices within matrices may lead anywhere; what is a hundred kilometers off is not drawn. */
function isNear(list: Float32Array, at: number, length: number): boolean {
  for (let i = at; i < at + length; i++) if (!(Math.abs(list[i] as number) < 1e8)) return false
  return true
}

function place(into: Float32Array, at: number, m: Matrix, x: number, y: number, z: number): void {
  into[at] = (m[0] as number) + (m[3] as number) * x + (m[4] as number) * y + (m[5] as number) * z
  into[at + 1] = (m[1] as number) + (m[6] as number) * x + (m[7] as number) * y + (m[8] as number) * z
  into[at + 2] = (m[2] as number) + (m[9] as number) * x + (m[10] as number) * y + (m[11] as number) * z
}

/** 16 is what the referring line has, 24 the edge color of that. */
export function colorOf(color: number, current: number): number {
  if (color === MAIN_COLOR) return current
  if (color === EDGE_COLOR) return current >= EDGE ? current : current + EDGE
  return color
}

function emptySoup({ faces, lines, conditionals }: Weight): Soup {
  return {
    faces: new Float32Array(faces * 9),
    faceColors: new Uint16Array(faces),
    culled: new Uint8Array(faces),
    lines: new Float32Array(lines * 6),
    lineColors: new Uint16Array(lines),
    conditionals: new Float32Array(conditionals * 12),
    conditionalColors: new Uint16Array(conditionals),
    palette: [],
    decals: [],
  }
}
