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
  for (const [array, indices] of [
    [faceArray, lists.indices],
    [lineArray, ribbons(lists.mostLines)],
  ] as const) {
    gl.bindVertexArray(array)
    filled(gl.ELEMENT_ARRAY_BUFFER, indices)
    for (let column = 0; column < 4; column++) {
      gl.enableVertexAttribArray(column)
      gl.vertexAttribDivisor(column, 1)
    }
  }
  gl.bindVertexArray(faceArray)
  gl.bindBuffer(gl.ARRAY_BUFFER, vertices)
  gl.enableVertexAttribArray(4)
  gl.vertexAttribPointer(4, 3, gl.FLOAT, false, VERTEX, 0)
  gl.enableVertexAttribArray(5)
  gl.vertexAttribPointer(5, 3, gl.SHORT, true, VERTEX, 12)
  gl.bindBuffer(gl.ARRAY_BUFFER, instances)
  uploadBalls()
  uploadEnds()
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

  function uploadBalls(): void {
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, gl.createTexture())
    const [format, layers] = [gl.RGBA, Math.max(1, balls.layers.length)] as const
    const target = gl.TEXTURE_2D_ARRAY
    gl.texImage3D(target, 0, gl.RGBA8, SIDE, SIDE, layers, 0, format, gl.UNSIGNED_BYTE, ballBytes(balls))
    gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
    gl.texParameteri(target, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
    gl.texParameteri(target, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
  }

  function uploadEnds(): void {
    gl.activeTexture(gl.TEXTURE1)
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
    const rows = lists.ends.length / 3 / ROW
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB32F, ROW, rows, 0, gl.RGB, gl.FLOAT, lists.ends)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
  }
}

/** Two triangles a line, of its four corners. */
function ribbons(lines: number): Uint32Array<ArrayBuffer> {
  const indices = new Uint32Array(lines * 6)
  for (let line = 0; line < lines; line++)
    for (let i = 0; i < 6; i++) indices[line * 6 + i] = line * 4 + (RIBBON[i] as number)
  return indices
}

const RIBBON = [0, 1, 2, 2, 1, 3]
