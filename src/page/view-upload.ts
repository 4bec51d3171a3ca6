import { SIDE } from '../render/light.js'
import { ballBytes, ROW, VERTEX, type Balls, type Lists } from './view-buffers.js'

/** What lies on the graphics card. */
export interface Uploaded {
  faceArray: WebGLVertexArrayObject
  lineArray: WebGLVertexArrayObject
  /** Sets with which instance the next thing that is drawn begins, in the array that is bound. */
  showFrom(instance: number): void
}

/** Bytes of the place of an instance: twelve numbers. */
const PLACE = 48

/** The pictures of balls are texture 0 then, the points of lines texture 1. */
export function upload(gl: WebGL2RenderingContext, lists: Lists, balls: Balls, places: Float32Array): Uploaded {
  const instances = filled(gl.ARRAY_BUFFER, places)
  const vertices = filled(gl.ARRAY_BUFFER, lists.vertices)
  const [faceArray, lineArray] = [gl.createVertexArray(), gl.createVertexArray()]
  for (const array of [lineArray, faceArray]) {
    gl.bindVertexArray(array)
    for (let column = 0; column < 4; column++) {
      gl.enableVertexAttribArray(column)
      gl.vertexAttribDivisor(column, 1)
    }
  }
  filled(gl.ELEMENT_ARRAY_BUFFER, lists.indices)
  gl.bindBuffer(gl.ARRAY_BUFFER, vertices)
  gl.enableVertexAttribArray(4)
  gl.vertexAttribPointer(4, 3, gl.FLOAT, false, VERTEX, 0)
  gl.enableVertexAttribArray(5)
  gl.vertexAttribPointer(5, 3, gl.SHORT, true, VERTEX, 12)
  gl.bindBuffer(gl.ARRAY_BUFFER, instances)
  const layers = balls.layers.length
  texture(0, gl.TEXTURE_2D_ARRAY, gl.LINEAR)
  const [target, format, type] = [gl.TEXTURE_2D_ARRAY, gl.RGBA, gl.UNSIGNED_BYTE] as const
  gl.texImage3D(target, 0, gl.RGBA8, SIDE, SIDE, layers, 0, format, type, ballBytes(balls))
  texture(1, gl.TEXTURE_2D, gl.NEAREST)
  const rows = lists.ends.length / 3 / ROW
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB32F, ROW, rows, 0, gl.RGB, gl.FLOAT, lists.ends)
  return { faceArray, lineArray, showFrom }

  function showFrom(instance: number): void {
    for (let column = 0; column < 4; column++)
      gl.vertexAttribPointer(column, 3, gl.FLOAT, false, PLACE, instance * PLACE + column * 12)
  }

  function filled(target: number, content: AllowSharedBufferSource): WebGLBuffer {
    const made = gl.createBuffer()
    gl.bindBuffer(target, made)
    gl.bufferData(target, content, gl.STATIC_DRAW)
    return made
  }

  /** Makes the texture of this number, and binds it. */
  function texture(unit: number, target: number, filter: number): void {
    gl.activeTexture(gl.TEXTURE0 + unit)
    gl.bindTexture(target, gl.createTexture())
    gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, filter)
    gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, filter)
  }
}
