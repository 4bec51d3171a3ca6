import { expect, it } from 'vitest'
import { beyond, lacking, listPlan } from '../../../src/core/lists/list-plan.js'

const WANTED = [row('3001', 4, 12), row('3003', 4, 2), row('3005', 1, 1)]
const THERE = [row('3001', 4, 10), row('3003', 4, 2), row('3022', 4, 7)]

it.each([{ remove: true }, { remove: false }])('a list gets what it is to have: %o', ({ remove }) => {
  const plan = listPlan(WANTED, THERE, { remove })
  expect(plan).toMatchObject({ add: [WANTED[2]], set: [WANTED[0]], remove: remove ? [THERE[2]] : [] })
  expect(plan.set.map(plan.before)).toEqual([10])
})

it('a list lacks what it has not, or has in another quantity', () => {
  const plan = listPlan(WANTED, THERE, { remove: false })
  expect(lacking(plan, THERE)).toEqual([WANTED[0], WANTED[2]])
  expect(lacking(plan, [...WANTED, row('3022', 4, 7)])).toEqual([])
  expect(beyond(WANTED, THERE)).toEqual([THERE[2]])
})

it('capital letters make no other part', () => {
  expect(listPlan([row('3068BPR1', 4, 1)], [row('3068bpr1', 4, 1)], { remove: true })).toMatchObject({
    ...{ add: [], set: [], remove: [] },
  })
})

function row(part: string, color: number, quantity: number) {
  return { part, color, quantity }
}
