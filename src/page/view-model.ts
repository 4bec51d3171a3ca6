import { plainMesh, type PlainMesh } from '../render/mesh.js'
import { unpackModel, type UnpackedModel } from '../render/unpack-model.js'

/** A model as it is shown: its parts, each put together once, and where they are. */
export interface ViewModel extends UnpackedModel {
  /** By the numbers of shapes. */
  meshes: Map<number, PlainMesh>
  steps: number
}

/** In milliseconds: the page stays alive in between. */
const SLICE = 14

/** Unpacks what `packModel` packed, in slices. @param tell how much of it is done, from 0 to 1. */
export async function openModel(base64: string, tell: (done: number) => void): Promise<ViewModel> {
  const model = unpackModel(await unzipped(base64))
  const numbers = new Set(model.instances.map(({ shape }) => shape))
  const meshes = new Map<number, PlainMesh>()
  let pause = performance.now() + SLICE
  for (const shape of numbers) {
    if (performance.now() > pause) {
      tell(meshes.size / numbers.size)
      await breath()
      pause = performance.now() + SLICE
    }
    meshes.set(shape, plainMesh(model.soup(shape)))
  }
  return { ...model, meshes, steps: model.instances.reduce((most, { step }) => Math.max(most, step), 1) }
}

async function unzipped(base64: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Lets the page draw and answer. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
