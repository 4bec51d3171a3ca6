import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { unusedRules } from '../../../src/core/catalog/decisions.js'
import { parseDecisions } from '../../../src/system/brick-toml.js'

describe('unusedRules', () => {
  it('names each rule that never applied, with its line', () => {
    const everything = readFileSync(new URL('../../../fixtures/config/brick.toml', import.meta.url))
    const { value } = parseDecisions(everything, 'brick.toml')
    for (const rule of ['[map] 12825', '[color] ld:10026', '[ignore] stand.ldr']) value.fired.add(rule)
    expect(unusedRules(value).map(({ code, line, message }) => [code, line, message])).toEqual([
      ['map.unused', 4, 'the rule [map] ls01 matches nothing in the model'],
      ['map.unused', 5, 'the rule [map] 6141 matches nothing in the model'],
      ['map.unused', 9, `the rule [color] ld:${0x2ff8800} matches nothing in the model`],
      ['map.unused', 22, 'the rule [ignore] 3001 matches nothing in the model'],
      ['map.unused', 13, 'the rule [any-color] core.ldr matches nothing in the model'],
      ['map.unused', 14, 'the rule [any-color] 2780 matches nothing in the model'],
      ['map.unused', 14, 'the rule [any-color] 3666 matches nothing in the model'],
      ['map.unused', 18, 'the rule [subs] 3794b/Black matches nothing in the model'],
    ])
  })
})
