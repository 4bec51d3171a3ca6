import { nameKey } from '../core/catalog/part-id.js'
import { ZERO } from '../ldraw/ascii.js'
import { parseColor } from '../ldraw/color.js'
import { parseHeader, parseStructure } from '../ldraw/header.js'
import { mendName } from '../ldraw/name.js'
import { CULLED, newShape, type Shape, type ShapeFile } from './shape.js'
import { openTextureState } from './texture-state.js'
import { openWords } from './words.js'

/** Reads what an LDraw file draws. Never throws: a line that makes no sense draws nothing. */
export function readShapes(bytes: Uint8Array, name: string): ShapeFile {
  const words = openWords(bytes)
  const file: ShapeFile = { shapes: [], colors: [], images: new Map() }
  const textures = openTextureState(file)
  let isWhole = true
  let isOutside = false
  let isCertified = false
  let isClipping = true
  let isClockwise = false
  let isInverted = false
  let buffers = new Map<string, number[]>()
  /** Which references are there, where `BUFEXCHG` may take some away again. */
  let kept: number[] | undefined
  let addImage: ((text: string) => void) | undefined
  let shape = openShape(nameKey(name))

  while (words.next()) {
    const type = words.peek()
    if (type === ZERO) readMeta()
    else if (!isOutside && type >= ONE && type <= FIVE) readDrawing(words.number(), textures.flags())
  }
  closeShape()
  textures.closeImage()
  return file

  function openShape(key: string): Shape {
    const opened = newShape(key)
    file.shapes.push(opened)
    textures.open(opened)
    isOutside = isCertified = isClockwise = isInverted = false
    isClipping = true
    buffers = new Map()
    kept = undefined
    return opened
  }

  function closeShape(): void {
    if (kept) shape.references = kept.flatMap((index) => shape.references[index] ?? [])
  }

  function readDrawing(type: number, flags: number): void {
    const color = words.color()
    if (Number.isNaN(color)) return
    const culled = isCertified && isClipping ? CULLED : 0
    if (type === 1) readReference(color, flags | culled)
    else if (type === 2) push(shape.lines, color, flags, numbers(6))
    else if (type === 5) push(shape.conditionals, color, flags, numbers(12))
    else if (type === 3) readTriangle(color, flags | culled)
    else if (type === 4) readQuad(color, flags | culled)
    textures.drawn()
  }

  function numbers(count: number): number[] | undefined {
    const found: number[] = []
    for (let i = 0; i < count; i++) {
      const value = words.number()
      if (!(Math.abs(value) < FARTHEST)) return undefined
      found.push(value)
    }
    return found
  }

  function push(list: number[], color: number, flags: number, coordinates: number[] | undefined): void {
    if (coordinates) list.push(color, flags, ...coordinates)
  }

  function readReference(color: number, flags: number): void {
    const matrix = numbers(12)
    const written = words.rest()
    const wasInverted = isInverted
    isInverted = false
    if (!matrix || written === '') return
    const target = nameKey(mendName(written) ?? written)
    kept?.push(shape.references.length)
    shape.references.push({
      ...{ name: target, color, flags, matrix: Float64Array.from(matrix) },
      ...{ isInverted: wasInverted, step: shape.steps },
    })
  }

  function readTriangle(color: number, flags: number): void {
    const p = numbers(9)
    if (!p) return
    const mapped = textures.mappedFlags()
    const uv = mapped === undefined ? undefined : numbers(6)
    if (uv) pushMapped(color, flags | (mapped ?? 0), p, uv)
    else pushFace(color, flags, p, 0, 3, 6)
  }

  function readQuad(color: number, flags: number): void {
    const p = numbers(12)
    if (!p) return
    const mapped = textures.mappedFlags()
    const uv = mapped === undefined ? undefined : numbers(8)
    if (uv) {
      pushMapped(color, flags | (mapped ?? 0), p.slice(0, 9), uv.slice(0, 6))
      pushMapped(color, flags | (mapped ?? 0), corners(p, 0, 6, 9), [
        uv[0],
        uv[1],
        uv[4],
        uv[5],
        uv[6],
        uv[7],
      ] as number[])
    } else if (isFolded(p)) {
      // The other diagonal: this one lies outside a corner that points inwards.
      pushFace(color, flags, p, 0, 3, 9)
      pushFace(color, flags, p, 3, 6, 9)
    } else {
      pushFace(color, flags, p, 0, 3, 6)
      pushFace(color, flags, p, 0, 6, 9)
    }
  }

  function pushFace(color: number, flags: number, p: number[], a: number, b: number, c: number): void {
    shape.faces.push(color, flags, ...(isClockwise ? corners(p, a, c, b) : corners(p, a, b, c)))
  }

  function pushMapped(color: number, flags: number, p: number[], uv: number[]): void {
    const [u0, v0, u1, v1, u2, v2] = uv as [number, number, number, number, number, number]
    const turned = isClockwise ? [u0, v0, u2, v2, u1, v1] : uv
    shape.mappedFaces.push(color, flags, ...(isClockwise ? corners(p, 0, 6, 3) : p), ...turned)
  }

  function readMeta(): void {
    words.number()
    const first = words.word()
    if (first === '!:') return readHidden()
    if (STRUCTURE.test(first)) {
      const structure = parseStructure(`${first} ${words.rest()}`.trim())
      return structure && enter(structure.word, structure.name)
    }
    if (isOutside) return
    if (first === 'BFC') readWinding(words.rest())
    else if (first === 'STEP' || first === 'ROTSTEP') shape.steps++
    else if (first === '!COLOUR') file.colors.push(words.rest())
    else if (first === '!CMDLINE') shape.mainColor ??= parseColor(/-c\s*(\S+)/.exec(words.rest())?.[1] ?? '')
    else if (first === 'BUFEXCHG') exchange(words.rest())
    else if (first === '!TEXMAP' || first === 'PE_TEX_INFO') textures.read(first, words.rest())
    else if (HEADER.test(first)) readHeader(`${first} ${words.rest()}`)
    else if (shape.title === '') shape.title = `${first} ${words.rest()}`.trim()
  }

  function readHeader(text: string): void {
    const header = parseHeader(text)
    if (header) shape.isPart ||= header !== 'model'
    else if (shape.title === '') shape.title = text
  }

  /** What stands behind `0 !:` is drawn by those who draw textures, as we do, or it is a line of a picture. */
  function readHidden(): void {
    if (addImage) return void addImage(words.rest())
    const flags = isOutside ? undefined : textures.readHidden()
    const type = words.peek()
    if (flags !== undefined && type >= ONE && type <= FIVE) readDrawing(words.number(), flags)
  }

  function enter(word: string, name: string): void {
    isOutside = word === 'NOFILE'
    textures.closeImage()
    addImage = word === '!DATA' ? textures.openImage(nameKey(name)) : undefined
    if (addImage) isOutside = true
    if (word !== 'FILE') return
    closeShape()
    if (isWhole) file.shapes.length = 0
    isWhole = false
    shape = openShape(nameKey(name))
  }

  function readWinding(text: string): void {
    for (const word of text.split(/\s+/)) {
      if (word === 'CERTIFY') isCertified = true
      else if (word === 'NOCERTIFY') isCertified = false
      else if (word === 'CLIP') isClipping = true
      else if (word === 'NOCLIP') isClipping = false
      else if (word === 'CW') isClockwise = true
      else if (word === 'CCW') isClockwise = false
      else if (word === 'INVERTNEXT') isInverted = true
    }
  }

  function exchange(text: string): void {
    const [buffer = '', action] = text.split(/\s+/)
    kept ??= shape.references.map((_, index) => index)
    if (action === 'STORE') buffers.set(buffer, [...kept])
    else if (action === 'RETRIEVE') kept = [...(buffers.get(buffer) ?? kept)]
  }
}

const ONE = ZERO + 1
const FIVE = ZERO + 5
/** No part is a kilometer large; numbers beyond are slips or worse. */
const FARTHEST = 1e7
const STRUCTURE = /^(?:FILE|NOFILE|!DATA)$/i
const HEADER = /^(?:!?LDRAW_ORG|Un-?official|Official|Original|custom)$/i

function corners(p: number[], a: number, b: number, c: number): number[] {
  return [p[a], p[a + 1], p[a + 2], p[b], p[b + 1], p[b + 2], p[c], p[c + 1], p[c + 2]] as number[]
}

/** Whether the first diagonal of a quad lies outside it, or the halves would face different ways. */
function isFolded(p: number[]): boolean {
  const [ax, ay, az] = [along(p, 3, 0), along(p, 3, 1), along(p, 3, 2)]
  const [bx, by, bz] = [along(p, 6, 0), along(p, 6, 1), along(p, 6, 2)]
  const [cx, cy, cz] = [along(p, 9, 0), along(p, 9, 1), along(p, 9, 2)]
  return (
    (ay * bz - az * by) * (by * cz - bz * cy) +
      (az * bx - ax * bz) * (bz * cx - bx * cz) +
      (ax * by - ay * bx) * (bx * cy - by * cx) <
    0
  )
}

/** How far a corner of a quad is from the first one, along an axis. */
function along(p: number[], corner: number, axis: number): number {
  return (p[corner + axis] as number) - (p[axis] as number)
}
