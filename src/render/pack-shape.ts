import { CONDITIONAL, CULLED, FACE, LINE, textureOf, UV_FACE, WHEN, type Shape, type ShapeReference } from './shape.js'

export interface Naming {
  /** The short name of what is referred to; undefined where it is not packed. */
  nameOf(reference: string): string | undefined
  /** Whether the shape is drawn as a whole, though it only refers to others. */
  isPart(shape: Shape): boolean
}

/** A shape as short lines of LDraw, which `readShapes` reads as the same shape, but for its textures. */
export function packShape(shape: Shape, { nameOf, isPart }: Naming): string[] {
  const lines: string[] = []
  let isClipping = true
  const isSure = isCertified(shape)
  if (isPart(shape)) lines.push('0 !LDRAW_ORG Part')
  if (isSure) lines.push('0 BFC CERTIFY')
  packReferences()
  packFaces(shape.faces, FACE)
  packFaces(shape.mappedFaces, UV_FACE)
  packLines(2, shape.lines, LINE)
  packLines(5, shape.conditionals, CONDITIONAL)
  return lines

  function packReferences(): void {
    let step = 1
    for (const reference of shape.references) {
      const name = isShown(reference.flags) ? nameOf(reference.name) : undefined
      if (name === undefined) continue
      for (; step < reference.step; step++) lines.push('0 STEP')
      clip(reference.flags)
      if (reference.isInverted) lines.push('0 BFC INVERTNEXT')
      lines.push(packReference(reference, name))
    }
  }

  function packFaces(list: number[], stride: number): void {
    for (let at = 0; at < list.length; at += stride) {
      const flags = list[at + 1] as number
      if (!isShown(flags)) continue
      clip(flags)
      const quad = quadAt(list, at, stride)
      if (quad) at += stride
      lines.push(quad ? `4 ${list[at]} ${packed(quad)}` : `3 ${list[at]} ${packed(list.slice(at + 2, at + 11))}`)
    }
  }

  function packLines(type: number, list: number[], stride: number): void {
    for (let at = 0; at < list.length; at += stride)
      if (isShown(list[at + 1] as number)) lines.push(`${type} ${list[at]} ${packed(list.slice(at + 2, at + stride))}`)
  }

  /** What may not be left out when it is seen from behind stands between `NOCLIP` and `CLIP`. */
  function clip(flags: number): void {
    if (!isSure) return
    const isCulled = (flags & CULLED) !== 0
    if (isCulled !== isClipping) lines.push(isCulled ? '0 BFC CLIP' : '0 BFC NOCLIP')
    isClipping = isCulled
  }
}

/** Whether it is drawn where there is no picture. */
function isShown(flags: number): boolean {
  return textureOf(flags)?.when !== WHEN.textured
}

function isCertified({ references, faces, mappedFaces }: Shape): boolean {
  if (references.some(({ flags }) => (flags & CULLED) !== 0)) return true
  return hasCulled(faces, FACE) || hasCulled(mappedFaces, UV_FACE)
}

function hasCulled(list: number[], stride: number): boolean {
  for (let at = 1; at < list.length; at += stride) if (((list[at] as number) & CULLED) !== 0) return true
  return false
}

function packReference({ color, matrix }: ShapeReference, name: string): string {
  return `1 ${color} ${packed([...matrix])} ${name}`
}

/** Two faces that were one quad: they share their color and a diagonal. */
function quadAt(list: number[], at: number, stride: number): number[] | undefined {
  const next = at + stride
  if (next >= list.length || list[at] !== list[next] || list[at + 1] !== list[next + 1]) return undefined
  const corner = (start: number, index: number) => list.slice(start + 2 + index * 3, start + 5 + index * 3)
  const isSame = (own: number, other: number) =>
    [0, 1, 2].every((i) => list[at + 2 + own * 3 + i] === list[next + 2 + other * 3 + i])
  if (isSame(0, 0) && isSame(2, 1)) return [...corner(at, 0), ...corner(at, 1), ...corner(at, 2), ...corner(next, 2)]
  // Of a quad that is written clockwise, the diagonal is the other way around.
  if (isSame(0, 0) && isSame(1, 2)) return [...corner(at, 0), ...corner(next, 1), ...corner(next, 2), ...corner(at, 2)]
  return undefined
}

function packed(numbers: readonly number[]): string {
  return numbers.map(short).join(' ')
}

/** To four decimals, without what is not needed to read it: `-.5`. */
function short(value: number): string {
  const rounded = Math.round(value * 1e4) / 1e4
  return rounded === 0 ? '0' : String(rounded).replace(/^(-?)0\./, '$1.')
}
