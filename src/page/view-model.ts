import { nameKey } from '../core/catalog/part-id.js'
import { instancesOf, type Instance } from '../render/instances.js'
import { meshOf, type Mesh } from '../render/mesh.js'
import { unpackColors } from '../render/pack-model.js'
import type { Paints } from '../render/paint.js'
import { readShapes } from '../render/read-shapes.js'
import { boil, type ShapeSource } from '../render/soup.js'
import { openScales } from '../render/weigh.js'

/** A model as it is shown: its parts, each put together once, and where they are. */
export interface ViewModel {
  instances: Instance[]
  meshes: Map<string, Mesh>
  paints: Paints
  steps: number
}

/** In milliseconds: the page stays alive in between. */
const SLICE = 14

/** Unpacks what `packModel` packed, in slices. @param tell how much of it is done, from 0 to 1. */
export async function unpackModel(base64: string, tell: (done: number) => void): Promise<ViewModel> {
  const { shapes, colors } = readShapes(await unzipped(base64), 'model.ldr')
  const [main] = shapes
  if (!main) throw new Error('nothing is packed')
  const known = new Map(shapes.map((shape) => [shape.name, shape]))
  const source: ShapeSource = { shape: (name) => known.get(nameKey(name)), projection: () => undefined }
  const weigh = openScales(source)
  const all = instancesOf(main, source, { color: main.mainColor ?? 16 }) ?? []
  const names = [...new Set(all.map(({ name }) => name))]
  const meshes = new Map<string, Mesh>()
  let pause = performance.now() + SLICE
  for (const [place, name] of names.entries()) {
    if (performance.now() > pause) {
      tell(place / names.length)
      await breath()
      pause = performance.now() + SLICE
    }
    const shape = source.shape(name)
    if (shape) meshes.set(name, meshOf(boil(shape, source, weigh(shape))))
  }
  const instances = all.filter(({ name }) => meshes.has(name))
  const steps = instances.reduce((most, { step }) => Math.max(most, step), 1)
  return { instances, meshes, paints: unpackColors(colors), steps }
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
