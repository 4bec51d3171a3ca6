import { describe, expect, it } from 'vitest'
import { noDecisions } from '../../../src/core/catalog/decisions.js'
import { findColor, resolveColor } from '../../../src/core/catalog/resolve-color.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('resolveColor', () => {
  it.each([
    ['red is not orange', 4, 5, 4, 'exact'],
    ['a number that means something else on Rebrickable', 37, 50, 45, 'exact'],
    ['olive green', 330, 155, 326, 'exact'],
    ['split by BrickLink about 2020', 44, 234, 1094, 'exact'],
    ['two colors that BrickLink has as one', 87, 77, 1103, 'exact'],
    ['rubber', 256, 11, 0, 'merged'],
    ['a code of Studio', 100167, 167, 1136, 'exact'],
    ['a color that only shops have', 100007, 165, 1140, 'exact'],
  ])('translates %s', (_title, code, bricklink, rebrickable, rule) => {
    expect(resolveColor(code, 'bricklink', facts)).toMatchObject({ number: bricklink, rule })
    expect(resolveColor(code, 'rebrickable', facts).number).toBe(rebrickable)
  })

  it.each([
    ['no color chosen', 16, 'main'],
    ['the color of edges', 24, 'not-a-color'],
    ['a negative code', -1, 'unknown'],
    ['a code that nobody knows', 9999, 'unknown'],
    ['mixed by the author', 0x2ff0000, 'direct'],
    ['mixed and transparent', 0x3ff0000, 'direct'],
    ['a color that BrickLink has not', 32, 'none'],
  ])('answers nothing for %s', (_title, code, rule) => {
    const found = resolveColor(code, 'bricklink', facts)
    expect([found.number, found.rule]).toEqual([undefined, rule])
  })

  it.each([
    [0x2ff8040, 'Medium Orange'],
    [0x2b40000, 'Red'],
    [0x205131d, 'Black'],
    [0x2ffffff, 'White'],
    [0x3c91a09, 'Trans-Red'],
  ])('suggests the color that looks most like %i', (code, name) => {
    expect(resolveColor(code, 'bricklink', facts).suggestion?.name).toBe(name)
  })

  it('takes the word of the user', () => {
    const decisions = {
      ...noDecisions(),
      color: new Map([
        ['ld:9999', 'bl:11'],
        ['ld:32', 'ld:4'],
      ]),
    }
    expect(resolveColor(9999, 'bricklink', facts, decisions)).toMatchObject({ number: 11, confidence: 'user' })
    expect(resolveColor(9999, 'rebrickable', facts, decisions).number).toBe(0)
    expect(resolveColor(32, 'bricklink', facts, decisions).number).toBe(5)
    expect(decisions.fired).toEqual(new Set(['[color] ld:9999', '[color] ld:32']))
  })
})

describe('findColor', () => {
  it.each([
    ['white', 15],
    ['Light Bluish Grey', 71],
    ['light_bluish_gray', 71],
    ['dark stone grey', 72],
    ['4', 4],
    ['ld:4', 4],
    ['bl:4', 25],
    ['lego:26', 0],
    ['Trans-Clear', 47],
    ['no such color', undefined],
    ['', undefined],
  ])('%j is LDraw %s', (text, code) => {
    expect(findColor(text, facts)?.ldraw).toBe(code)
  })
})
