import { describe, expect, it } from 'vitest'
import { modelTitle } from '../../src/commands/model-title.js'

describe('what a model calls itself', () => {
  it.each(['A small tower', '8464 Front End Loader', 'Main Street', 'Rotation unit', 'Untitled'.slice(2)])(
    'is its first line: %s',
    (line) => expect(modelTitle(` ${line} `)).toBe(line),
  )

  it('has no word behind it that says which of its models it is', () =>
    expect(modelTitle('X-Wing - main')).toBe('X-Wing'))

  it.each([
    ...['', 'main', 'untitled model', 'Untitled Model 2', 'Name: castle.ldr', 'Author: Somebody', '1702 - main.ldr'],
    ...['ROTATION CENTER 0 0 0 1 "Custom"', 'ROTATION CONFIG 0 0'],
  ])('is nothing where a program wrote it: %s', (line) => expect(modelTitle(line)).toBeUndefined())
})
