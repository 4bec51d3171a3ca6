import { describe, expect, it } from 'vitest'
import { indexNumbers, lineAt, type NumberSystem } from '../../../src/core/catalog/part-numbers.js'

const TEXT = [
  '3001\tpe\t=\t=\t3\tBrick 2 x 4\t\tbo=295767',
  '3001b\tpe\t3001\t3001old\t3\tBrick 2 x 4 without Bars',
  '30.1\tpe\t\tX1-a_b\t3\tBrick 30x1',
  '30x1\tpe\t\t\t3\tBrick 3001',
  '4073\tme\t\t\t3\t~Moved to 6141\t6141',
  '6141\tpe\t4073\t4073\t3\tPlate 1 x 1 Round\t\tby=x bo=4073 or=3001',
].join('\n')

describe('the index of numbers', () => {
  it.each<[system: NumberSystem, number: string, ids: string[]]>([
    ['bricklink', '3001', ['3001', '3001b']],
    ['rebrickable', '3001', ['3001']],
    ['rebrickable', '3001OLD', ['3001b']],
    ['rebrickable', 'x1-A_B', ['30.1']],
    ['brickowl', '295767', ['3001']],
    ['brickowl', '4073', ['6141']],
    ['bricklink', '4073', ['6141']],
    ['bricklink', '6141', []],
    ['bricklink', '30.1', []],
    ['bricklink', '2', []],
    ['bricklink', '', []],
    ['bricklink', '3001 ', []],
    ['bricklink', '[a-z', []],
    ['bricklink', '3'.repeat(100_000), []],
  ])('finds in %s %j, whether it searches or looks up', (system, number, ids) => {
    const [searching, lookingUp] = [indexNumbers(() => TEXT), indexNumbers(() => TEXT)]
    for (let i = 0; i < 20; i++) lookingUp.rows('bricklink', `9${i}`)
    for (const index of [searching, lookingUp])
      expect(index.rows(system, number).map((start) => lineAt(TEXT, start).split('\t')[0])).toEqual(ids)
  })

  it.each([
    ['3001', 0],
    ['6141', undefined],
    ['3001b', undefined],
    ['3001OLD', undefined],
    ['', undefined],
  ])('tells where the row of %j is, if its number of Rebrickable is looked up anyhow', (id, start) => {
    const index = indexNumbers(() => TEXT)
    expect(index.rowOf(id)).toBeUndefined()
    expect([...index.numbers('rebrickable')]).not.toEqual([])
    expect(index.rowOf(id)).toBe(start)
  })

  it('has all numbers of a system, in lower case', () => {
    expect([...indexNumbers(() => TEXT).numbers('rebrickable')]).toEqual(['3001', '3001old', 'x1-a_b', '4073'])
  })
})
