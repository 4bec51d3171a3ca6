import type { Answer } from './service.js'

/** Thrown on the way to an answer: the call ends with the answer in it. */
export class Refusal extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`)
    this.answer = answer
  }
}

/** What a call is answered with, whether it was refused or not. */
export function answered(act: () => Answer): Answer {
  try {
    return act()
  } catch (problem) {
    if (problem instanceof Refusal) return problem.answer
    throw problem
  }
}
