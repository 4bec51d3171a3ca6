/** What to take of which offers. */
export interface Plan {
  takes: readonly PlannedTake[]
}

export interface PlannedTake {
  /** Its place in the instance. */
  offer: number
  /** Pieces: more than 0, a multiple of its bulk. */
  quantity: number
}

/** What a plan comes to, in the unit of the instance. */
export interface PlanCost {
  /** What is paid: the sum of the baskets. */
  paid: number
  /** What is weighed and not paid: penalties of takes and stores. */
  penalty: number
  /** What going without pieces is worth: of lots with a `giveUp` only. */
  givenUp: number
  /** What the solver makes as small as it can, once as few pieces as possible are missing: the sum of these three. */
  total: number
  /** Pieces of each lot that are not bought. */
  missing: number[]
  baskets: Basket[]
}

/** What is bought in one store. */
export interface Basket {
  store: number
  lots: number
  pieces: number
  /** Milligrams. */
  weight: number
  goods: number
  postage: number
  /** What the goods lack of what the store sells for at least. */
  padding: number
  border: number
}
