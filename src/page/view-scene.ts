import { boxAround, middleOf } from '../render/box.js'
import { modelLineWidth } from '../render/line-width.js'
import type { UnpackedMaterial } from '../render/unpack-model.js'
import { ballsOf, listsOf, type LineRange, type Packed } from './view-buffers.js'
import type { Sight } from './view-camera.js'
import { placesOf, type Group } from './view-groups.js'
import { openPrograms, type Program } from './view-programs.js'
import { upload } from './view-upload.js'

/** The canvas, in pixels of its own, and how many of these a CSS pixel has. */
export interface Frame {
  width: number
  height: number
  density: number
  /** Half the depth of what is seen, in LDraw units. */
  radius: number
}

/** Pictures of models have two pixels in a CSS pixel; lines are as wide as there. */
const PICTURE_DENSITY = 2

/** Takes everything to the graphics card. The answer draws the groups, as far as they are shown. */
export function openScene(gl: WebGL2RenderingContext, groups: readonly Group[]): (sight: Sight, frame: Frame) => void {
  const programs = openPrograms(gl)
  const lists = listsOf(groups)
  const balls = ballsOf(groups, gl.getParameter(gl.MAX_ARRAY_TEXTURE_LAYERS) as number)
  const { faceArray, lineArray, showFrom } = upload(gl, lists, balls, placesOf(groups))
  const middles = new Map([...lists.packed.keys()].map((mesh) => [mesh, middleOf(boxAround(mesh.positions))]))
  let density = 1
  return draw

  function draw(sight: Sight, frame: Frame): void {
    density = frame.density
    gl.viewport(0, 0, frame.width, frame.height)
    gl.depthMask(true)
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT)
    gl.enable(gl.DEPTH_TEST)
    gl.disable(gl.BLEND)
    use(programs.faces, faceArray, sight, frame)
    for (const group of groups) drawFaces(group, 0, group.shown, { isGlass: false })
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
    drawLines(sight, frame)
    use(programs.faces, faceArray, sight, frame)
    gl.depthMask(false)
    for (const { group, first } of farthestFirst(sight)) drawFaces(group, first, 1, { isGlass: true })
  }

  function use({ program, at }: Program, array: WebGLVertexArrayObject, sight: Sight, frame: Frame): void {
    const { width, height, radius } = frame
    const scale = sight.scale * density * 2
    gl.useProgram(program)
    gl.bindVertexArray(array)
    gl.uniformMatrix3fv(at('turn'), true, sight.turn)
    gl.uniform3f(at('middle'), sight.x, sight.y, sight.z)
    gl.uniform3f(at('zoom'), scale / width, -scale / height, 1 / radius)
  }

  function drawFaces(group: Group, first: number, count: number, { isGlass }: { isGlass: boolean }): void {
    if (count === 0) return
    const { at } = programs.faces
    gl.frontFace(group.isMirrored ? gl.CW : gl.CCW)
    showFrom(group.start + first)
    for (const { place, isCulled, start, count: length } of packedOf(group).faces) {
      const material = group.look[place] as UnpackedMaterial
      if (material.isGlass !== isGlass) continue
      const { layer = 0, grain = 0 } = balls.of.get(material) ?? {}
      const { size = 1, share = 0 } = material.shades.paint.grains ?? {}
      gl.uniform1f(at('layer'), layer)
      gl.uniform3f(at('grain'), grain, (size * density) / PICTURE_DENSITY, share)
      if (isCulled) gl.enable(gl.CULL_FACE)
      else gl.disable(gl.CULL_FACE)
      gl.drawElementsInstanced(gl.TRIANGLES, length, gl.UNSIGNED_INT, start * 4, count)
    }
  }

  function drawLines(sight: Sight, frame: Frame): void {
    const { at } = programs.lines
    const shown = modelLineWidth(sight.scale * PICTURE_DENSITY) / PICTURE_DENSITY
    const width = shown * density
    use(programs.lines, lineArray, sight, frame)
    gl.disable(gl.CULL_FACE)
    gl.uniform1i(at('ends'), 1)
    gl.uniform1f(at('width'), Math.max(1, width))
    gl.uniform1f(at('nearer'), (0.5 + shown) / sight.scale)
    gl.uniform2f(at('pixels'), 2 / frame.width, 2 / frame.height)
    for (const group of groups) {
      if (group.shown === 0) continue
      showFrom(group.start)
      const { lines, conditionals } = packedOf(group)
      for (const range of lines) drawRange(group, range, 2, Math.min(1, width))
      for (const range of conditionals) drawRange(group, range, 4, Math.min(1, width))
    }
  }

  /** Lines that are thinner than a pixel are a pixel wide, and fainter. */
  function drawRange({ look, shown }: Group, range: LineRange, stride: number, strength: number): void {
    const { at } = programs.lines
    const { ink } = look[range.place] as UnpackedMaterial
    const [r, g, b] = [ink & 255, (ink >> 8) & 255, (ink >> 16) & 255].map((value) => (value * strength) / 255)
    gl.uniform4f(at('ink'), r as number, g as number, b as number, strength)
    gl.uniform1i(at('start'), range.start)
    gl.uniform1i(at('stride'), stride)
    gl.drawArraysInstanced(gl.TRIANGLES, 0, range.count * 6, shown)
  }

  function packedOf({ mesh }: Group): Packed {
    return lists.packed.get(mesh) as Packed
  }

  /** The parts that one sees through. */
  function farthestFirst({ turn }: Sight): { group: Group; first: number }[] {
    const found: { group: Group; first: number; depth: number }[] = []
    for (const group of groups) {
      if (!group.look.some(({ isGlass }) => isGlass)) continue
      const [x, y, z] = middles.get(group.mesh) as number[] as [number, number, number]
      for (let first = 0; first < group.shown; first++) {
        const m = group.instances[first]?.matrix as Float64Array
        let depth = 0
        for (let row = 0; row < 3; row++) {
          const [a, b, c] = [3, 4, 5].map((column) => m[row * 3 + column] as number) as [number, number, number]
          depth += (turn[6 + row] as number) * ((m[row] as number) + a * x + b * y + c * z)
        }
        found.push({ group, first, depth })
      }
    }
    return found.sort((a, b) => b.depth - a.depth)
  }
}
