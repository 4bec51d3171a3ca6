import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { shellWord, tomlKey } from '../../src/core/quote.js'

it.each(['3001', 'u9393p01c01', 'a b', "it's", '$(touch x)', '`x`', 'a|b<x>&"q', '-rf', ''])(
  'gives a shell just the word %j',
  (word) => {
    const heard = execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })
    expect(heard).toBe(word)
  },
)

it('leaves plain numbers as they are', () => {
  expect(shellWord('3001')).toBe('3001')
})

it('quotes keys for TOML', () => {
  expect(tomlKey('a "b"')).toBe('"a \\"b\\""')
})
