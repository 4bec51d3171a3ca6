import type { Compiled } from './compiled.js'
import type { Instance, OfferingStore } from './instance.js'

export type PlacedStores = Pick<
  Compiled,
  | 'storeOrigin'
  | 'minimum'
  | 'lotAverage'
  | 'lotLimit'
  | 'storePenalty'
  | 'stepStart'
  | 'stepUpTo'
  | 'stepCost'
  | 'borderStart'
  | 'borderOver'
  | 'borderCost'
  | 'levelStart'
  | 'levelCost'
  | 'levelWeight'
  | 'levelGoods'
>

/** The stores of an instance in typed arrays. */
export function placeStores({ stores }: Instance): PlacedStores {
  const steps = stores.map(({ postage }) => postage)
  const borders = stores.map(({ border = [] }) => border)
  const levels = stores.map(levelsOf)
  return {
    storeOrigin: Int32Array.from(stores, (_, index) => index),
    minimum: Float64Array.from(stores, ({ minimum }) => minimum),
    lotAverage: Float64Array.from(stores, ({ lotAverage }) => lotAverage),
    lotLimit: Float64Array.from(stores, ({ lotLimit = Infinity }) => lotLimit),
    storePenalty: Float64Array.from(stores, ({ penalty = 0 }) => penalty),
    stepStart: startsOf(steps),
    stepUpTo: Float64Array.from(steps.flat(), ({ upTo }) => upTo),
    stepCost: Float64Array.from(steps.flat(), ({ cost }) => cost),
    borderStart: startsOf(borders),
    borderOver: Float64Array.from(borders.flat(), ({ over }) => over),
    borderCost: Float64Array.from(borders.flat(), ({ cost }) => cost),
    levelStart: startsOf(levels),
    levelCost: Float64Array.from(levels.flat(), ({ cost }) => cost),
    levelWeight: Float64Array.from(levels.flat(), ({ weight }) => weight),
    levelGoods: Float64Array.from(levels.flat(), ({ goods }) => goods),
  }
}

/** Where each list begins when they stand one after the other, and where the last ends. */
export function startsOf(lists: readonly (readonly unknown[])[]): Int32Array {
  const starts = new Int32Array(lists.length + 1)
  lists.forEach((list, index) => {
    starts[index + 1] = (starts[index] as number) + list.length
  })
  return starts
}

interface Level {
  cost: number
  weight: number
  goods: number
}

/**
 * Each step of postage with each step at the border, by cost. A step that costs more than a later one is never taken for
 * dearer than that, so that more weight or goods never look cheaper than they are.
 */
function levelsOf({ postage, border = [], minimum, penalty = 0 }: OfferingStore): Level[] {
  const weights = postage.map(({ upTo }, index) => ({
    upTo,
    cost: Math.min(...postage.slice(index).map(({ cost }) => cost)),
  }))
  const costs = [0, ...border.map(({ cost }) => cost)]
  const values = costs.map((_, index) => ({
    upTo: border[index]?.over ?? Infinity,
    cost: Math.min(...costs.slice(index)),
  }))
  const levels = weights.flatMap((weight) =>
    values
      .filter(({ upTo }) => upTo >= minimum)
      .map((value) => ({ cost: weight.cost + value.cost + penalty, weight: weight.upTo, goods: value.upTo })),
  )
  levels.sort((a, b) => a.cost - b.cost || b.weight - a.weight || b.goods - a.goods)
  return levels.filter(
    (level, index) =>
      !levels.slice(0, index).some(({ weight, goods }) => weight >= level.weight && goods >= level.goods),
  )
}
