import { failure, refuse } from './brickset-answer.js'
import { counted, isOn, userOf, wholeNumber, type BricksetCall, type BricksetMethod } from './brickset-methods.js'
import { numberOf } from './brickset-sets.js'
import type { WorldMinifig } from './world.js'

/** The minifigs that a user owns, in sets and loose, and those that are wanted. */
export function minifigMethods(minifigs: WorldMinifig[]): Record<string, BricksetMethod> {
  return {
    getMinifigCollection: {
      parameters: ['userHash', 'params'],
      act: (call) => counted('minifigs', collection(call, minifigs)),
    },
    setMinifigCollection: {
      parameters: ['userHash', 'minifigNumber', 'params'],
      act: (call) => change(call, minifigs),
    },
    getUserMinifigNotes: {
      parameters: ['userHash'],
      act: (call) => counted('userMinifigNotes', notes(call, minifigs)),
    },
  }
}

function collection(call: BricksetCall, minifigs: WorldMinifig[]) {
  const { params } = call
  const user = userOf(call)
  const query = String(params['query'] ?? '').toLowerCase()
  return minifigs.flatMap((minifig) => {
    const { want, loose } = user.minifigOf(minifig.bricklink)
    const ownedInSets = inSets(call, minifig)
    const ownedTotal = ownedInSets + loose
    const isFit =
      (!isOn(params['owned']) || ownedTotal > 0) &&
      (!isOn(params['wanted']) || want) &&
      `${minifig.bricklink} ${minifig.name}`.toLowerCase().includes(query)
    const row = { minifigNumber: minifig.bricklink, ownedInSets, ownedLoose: loose, ownedTotal, wanted: want }
    return isFit && (ownedTotal > 0 || want) ? [row] : []
  })
}

function inSets(call: BricksetCall, minifig: WorldMinifig): number {
  const user = userOf(call)
  return call.sets.reduce((sum, set) => {
    const each = set.minifigs.filter((one) => one === minifig).length
    return sum + each * user.flagsOf(numberOf(set)).qtyOwned
  }, 0)
}

function change(call: BricksetCall, minifigs: WorldMinifig[]) {
  const { params, text } = call
  const minifig = minifigs.find(({ bricklink }) => bricklink === text('minifigNumber').toLowerCase())
  if (!minifig) return refuse(failure('Invalid minifig number'))
  const quantity = wholeNumber(params['qtyOwned'], 0, 999)
  const { loose } = userOf(call).minifigOf(minifig.bricklink)
  userOf(call).changeMinifig(minifig.bricklink, {
    ...(params['own'] === undefined ? {} : { loose: isOn(params['own']) ? Math.max(1, loose) : 0 }),
    ...(quantity === undefined ? {} : { loose: quantity }),
    ...(params['want'] === undefined ? {} : { want: isOn(params['want']) }),
    ...(params['notes'] === undefined ? {} : { notes: String(params['notes']) }),
  })
  return {}
}

function notes(call: BricksetCall, minifigs: WorldMinifig[]) {
  return minifigs.flatMap(({ bricklink }) => {
    const { notes: written } = userOf(call).minifigOf(bricklink)
    return written ? [{ minifigNumber: bricklink, notes: written }] : []
  })
}
