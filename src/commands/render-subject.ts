import type { Facts } from '../core/catalog/facts.js'
import { identify, similar } from '../core/catalog/identify.js'
import { nameKey, normalPart, partId } from '../core/catalog/part-id.js'
import { BrickError, EXIT } from '../core/error.js'
import { shellWord } from '../core/quote.js'
import { printable } from '../core/printable.js'
import type { Problem } from '../core/problem.js'
import { exploded } from '../render/exploded.js'
import { instancesOf, type Instance } from '../render/instances.js'
import type { Mesh } from '../render/mesh.js'
import { OPEN_COLOR } from '../render/paint.js'
import type { Shape } from '../render/shape.js'
import type { Geometry, Shapes } from '../render/shapes.js'
import type { View } from '../render/view.js'
import { modelTitle } from './model-title.js'
import type { ModelFile } from './render-model.js'

/** What is to be drawn. */
export interface Subject {
  /** What people call it. */
  title: string
  instances: Instance[]
  /** Those that the picture has room for, when it shows only some of them. */
  room?: Instance[]
  meshOf(name: string): Mesh | undefined
  /** The shape that it is made of, where it is a model, and the color of what that leaves open. */
  main?: { name: string; color: number }
  /** It is one part, shown as parts are. */
  part?: { id: string; geometry: Geometry; color: number }
  view?: View
  scale?: number
  problems: Problem[]
  /** Whether all of it is in the picture. */
  isWhole: boolean
}

export interface Wishes {
  view?: View
  scale?: number
  step?: number
  /** How far the parts of the step stand off the rest, in LDraw units. */
  explode?: number
  model?: string
  color?: number
}

/** A part by its number, LDraw's or another's. @throws {BrickError} when the library has none of this number. */
export async function drawPart(shapes: Shapes, word: string, facts: Facts, wishes: Wishes): Promise<Subject> {
  const candidates = partsOf(word, facts)
  await shapes.load(candidates.map(({ id }) => `${id}.dat`))
  const found = candidates.find(({ id }) => shapes.shape(`${id}.dat`))
  if (!found) throw noPart(word, facts)
  const shape = shapes.shape(`${found.id}.dat`)
  const geometry = shapes.geometry(`${found.id}.dat`)
  const color = wishes.color ?? found.color ?? shape?.mainColor ?? OPEN_COLOR
  const title = facts.part(found.id)?.title || (shape?.title ?? '')
  return {
    title: `${found.id}, ${title.trim().replace(/\s+/g, ' ')}`,
    instances: [],
    meshOf: () => undefined,
    part: { id: found.id, geometry, color },
    ...viewing(wishes),
    problems: geometryProblems(found.id, geometry, 1, word),
    isWhole: isWhole(geometry),
  }
}

/** The LDraw parts that a word may mean, the likeliest first. */
function partsOf(word: string, facts: Facts): { id: string; color?: number }[] {
  const own = { id: normalPart(word.replace(/^ld:/, '')) }
  const others = identify(word, facts).flatMap((meaning): { id: string; color?: number }[] => {
    if (meaning.kind === 'part') return [{ id: meaning.part.id }]
    return meaning.kind === 'element' ? [{ id: meaning.element.part, color: meaning.element.color }] : []
  })
  return /^(?!ld:)[a-z]+:/.test(word) ? others : [own, ...others]
}

function noPart(word: string, facts: Facts): BrickError {
  const near = similar(word, facts, 4).map(({ id }) => id)
  return new BrickError(`the LDraw library has no part ${word}`, {
    exit: EXIT.input,
    hint:
      near.length > 0
        ? `near it are ${near.join(', ')}; look for names with: brick id "2x4 brick"`
        : 'look for it with: brick id "2x4 brick"',
  })
}

/** More faces than these are not drawn in a minute. */
const MOST_FACES = 60e6

/** A model with all that it refers to. @throws {BrickError} when it is too large, or has nothing to draw. */
export async function drawModel(shapes: Shapes, { file, name, bytes }: ModelFile, wishes: Wishes): Promise<Subject> {
  const first = shapes.add(bytes, name)
  const main = wishes.model === undefined ? first : submodel(shapes, wishes.model, file)
  if (!main) throw nothing(file)
  await shapes.load([main.name])
  const color = wishes.color ?? main.mainColor ?? OPEN_COLOR
  const room = instancesOf(main, shapes, { color })
  if (!room) throw tooLarge(file, 'more than 300,000 parts')
  const { step } = wishes
  const last = room.reduce((most, instance) => Math.max(most, instance.step), main.steps)
  if (step !== undefined && step > last)
    throw new BrickError(`${file} has fewer steps than ${step}`, { hint: `its last one is --step ${last}` })
  const shown = step === undefined ? room : room.filter((instance) => instance.step <= step)
  const geometries = new Map(shown.map((instance) => [instance.name, shapes.geometry(instance.name)]))
  const problems = [...geometries].flatMap(([part, geometry]) => {
    const count = shown.filter((instance) => instance.name === part).length
    return geometryProblems(partId(part), geometry, count, file)
  })
  const meshes = new Map(
    [...geometries].map(([part, geometry]) => [part, geometry.kind === 'mesh' ? geometry.mesh : undefined]),
  )
  let faces = 0
  for (const instance of shown) faces += meshes.get(instance.name)?.faceColors.length ?? 0
  if (faces > MOST_FACES) throw tooLarge(file, `${Math.round(faces / 1e6)} million faces`)
  if (faces === 0 && problems.length === 0) throw nothing(file)
  const meshOf = (part: string) => meshes.get(part)
  const instances = takenApart(shown, meshOf, wishes)
  return {
    title: modelTitle(main.title) ?? main.name,
    instances,
    room: [...room, ...instances],
    main: { name: main.name, color },
    meshOf,
    ...viewing(wishes),
    problems,
    isWhole: [...geometries.values()].every(isWhole),
  }
}

/** The parts of the step, away from those of all steps before. */
function takenApart(shown: Instance[], meshOf: Subject['meshOf'], { step, explode }: Wishes): Instance[] {
  if (step === undefined || explode === undefined) return shown
  const rest = shown.filter((instance) => instance.step < step)
  const added = shown.filter((instance) => instance.step === step)
  return rest.length === 0 ? added : [...rest, ...exploded(added, rest, meshOf, explode)]
}

function submodel(shapes: Shapes, wanted: string, file: string): Shape {
  const found = [wanted, `${wanted}.ldr`, `${wanted}.mpd`, `${wanted}.dat`].flatMap(
    (name) => shapes.shape(nameKey(name)) ?? [],
  )[0]
  if (found) return found
  const names = shapes.names().filter((name) => !name.endsWith('.dat'))
  throw new BrickError(`${file} has no submodel ${wanted}`, {
    hint:
      names.length > 1
        ? `it has: ${names.slice(0, 12).map(printable).join(', ')}${names.length > 12 ? ', ...' : ''}`
        : 'it has no submodels',
  })
}

function viewing({ view, scale }: Wishes): Pick<Subject, 'view' | 'scale'> {
  return { ...(view && { view }), ...(scale !== undefined && { scale }) }
}

function isWhole(geometry: Geometry): boolean {
  return geometry.kind === 'mesh' && geometry.missing.length === 0
}

const WHY = {
  missing: 'is not in the library',
  empty: 'has nothing to draw in it',
  'too heavy': 'has more faces than any part has',
}

function geometryProblems(part: string, geometry: Geometry, quantity: number, file: string): Problem[] {
  const where = { level: 'warning', code: 'part.unknown', file, part, quantity } as const
  const times = quantity === 1 ? '' : ` (${quantity} times)`
  if (geometry.kind === 'none') return [{ ...where, message: `${part} ${WHY[geometry.why]}; not drawn${times}` }]
  if (geometry.missing.length === 0) return []
  const some = geometry.missing.slice(0, 3).join(', ')
  return [{ ...where, message: `${part} is drawn without ${some}, which the library has not${times}` }]
}

function nothing(file: string): BrickError {
  return new BrickError(`${file} has nothing to draw in it`, {
    exit: EXIT.input,
    hint: `see what is in it: brick parts ${shellWord(file)}`,
  })
}

function tooLarge(file: string, what: string): BrickError {
  return new BrickError(`${file} has ${what}, which is too much to draw`, {
    exit: EXIT.input,
    hint: 'draw a part of it: --model NAME',
  })
}
