import { spawnSync } from 'node:child_process'
import { Command } from 'commander'
import { beforeAll, describe, expect, it } from 'vitest'
import { shellScripts } from '../../src/commands/shell-scripts.js'
import { commandTree } from '../../src/commands/tree.js'
import { machine } from '../../src/system/io.js'

const scripts = { bash: '', zsh: '', fish: '' }

beforeAll(async () => {
  const program = new Command('brick').option('-q, --quiet', 'be quiet').option('--no-color', 'plain')
  const tree = await commandTree(program, machine())
  for (const shell of ['bash', 'zsh', 'fish'] as const) scripts[shell] = shellScripts[shell](tree)
})

describe('in a real bash', () => {
  it.each([
    { title: 'commands', line: 'brick pa', offers: ['parts'] },
    { title: 'aliases', line: 'brick bo', offers: ['bom'] },
    { title: 'global options', line: 'brick -', offers: ['-q', '--quiet', '--no-color', '-h', '--help'] },
    { title: 'commands behind global options', line: 'brick --quiet compl', offers: ['completion'] },
    { title: 'options of a command', line: 'brick parts --so', offers: ['--sort'] },
    { title: 'options of an alias', line: 'brick bom --so', offers: ['--sort'] },
    { title: 'global options behind a command', line: 'brick parts --qu', offers: ['--quiet'] },
    { title: 'values of an option', line: 'brick parts --assemblies ', offers: ['auto', 'keep', 'split', 'join'] },
    { title: 'values after an equals sign', line: 'brick parts --assemblies=k', offers: ['keep'] },
    { title: 'formats, from their registry', line: 'brick parts -f js', offers: ['json'] },
    { title: 'the first argument', line: 'brick completion ', offers: ['bash', 'zsh', 'fish'] },
    { title: 'an argument behind a value', line: 'brick export --model x bs', offers: ['bsx'] },
    { title: 'nothing, so that bash offers files', line: 'brick parts --by lot ', offers: [] },
    { title: 'nothing after an option that takes a file', line: 'brick parts -o ', offers: [] },
  ])('offers $title', ({ line, offers }) => {
    expect(complete(line)).toEqual(offers)
  })
})

describe('for other shells', () => {
  it.each(['zsh', 'fish'] as const)('names every command and option in %s', (shell) => {
    for (const word of ['parts', 'bom', 'export', 'completion', 'assemblies', 'quiet'])
      expect(scripts[shell]).toContain(word)
  })
})

/** What bash would offer for the last word, split into words as readline does it. */
function complete(line: string): string[] {
  const words = line.split(/ |(=)/).filter((word) => word !== undefined)
  const ask = `
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length - 1}
_brick
printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', scripts.bash + ask], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout.split('\n').filter((word) => word !== '')
}
