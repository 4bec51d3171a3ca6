import { expect, it } from 'vitest'
import { tellSteps } from '../../src/commands/tell-steps.js'
import { noDecisions } from '../../src/core/catalog/decisions.js'
import { machine, type Io } from '../../src/system/io.js'

it('names the rules that were used, and what was done with each lot', () => {
  const said: string[] = []
  const io: Io = { ...machine(), say: (text) => void said.push(text) }
  const decisions = { ...noDecisions(), fired: new Set(['[map] 4073', '[color] ld:9999']) }
  const steps = [
    { part: '3040b', color: 'Red', via: ['3040 moved to 3040b'] },
    { part: '3001', color: 'Red', via: [] },
  ]
  tellSteps(io, decisions, steps)
  expect(said).toEqual(['brick.toml: used [color] ld:9999, [map] 4073', '3040b Red: 3040 moved to 3040b'])
})
