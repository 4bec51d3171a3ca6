import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noDecisions } from '../../src/core/catalog/decisions.js'
import { sourceOf } from '../../src/core/source.js'
import { ldraw } from '../../src/formats/ldraw.js'
import { shippedFacts } from '../../src/system/facts.js'
import { openSiblings } from '../../src/system/siblings.js'

let top = ''

beforeEach(() => {
  top = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
})

afterEach(() => {
  fs.rmSync(top, { recursive: true, force: true })
})

describe('openSiblings', () => {
  it('looks beside the file that names it first, then beside the model, and calls it as the user would', () => {
    write({
      'home/m.ldr': '',
      'home/a.ldr': 'beside the model',
      'home/sub/a.ldr': 'beside the file',
      'home/sub/b.ldr': '',
    })
    const { sibling } = openSiblings(top, 'home/m.ldr')
    const from = (file: string) => path.join(top, 'home', file)
    expect(text(sibling('A.ldr', from('sub/b.ldr'))?.bytes)).toBe('beside the file')
    expect(text(sibling('A.ldr', from('m.ldr'))?.bytes)).toBe('beside the model')
    expect(sibling('sub\\A.ldr', from('m.ldr'))?.file).toBe(path.join('home', 'sub', 'a.ldr'))
    expect(sibling('m.ldr', from('sub/b.ldr'))?.path).toBe(from('m.ldr'))
    expect(sibling('sub', from('m.ldr'))).toBeUndefined()
    expect(sibling('.', from('m.ldr'))).toBeUndefined()
  })
})

describe('a model with files beside it', () => {
  it('counts what is in them, each by the order of the specification', async () => {
    const list = await read({
      'm.mpd': `0 FILE m.ldr\n${ref(4, 'in.ldr')}${ref(4, 'OUT.ldr')}${ref(4, 'sub\\x.ldr')}0 FILE in.ldr\n${ref(16, '3001.dat')}`,
      'in.ldr': ref(16, '3002.dat'),
      'Out.ldr': ref(16, '3005.dat') + ref(1, 'in.ldr'),
      'sub/x.ldr': ref(16, 'y.ldr') + ref(16, 'out.ldr'),
      'sub/Y.LDR': ref(16, '3004.dat'),
    })
    expect(list).toEqual(['3001/4 1', '3002/1 2', '3004/4 1', '3005/4 2'])
  })

  it('takes the first block of a file with several, and finds its others', async () => {
    const list = await read({
      'm.ldr': ref(4, 'b.mpd'),
      'b.mpd': `0 FILE first.ldr\n${ref(16, 'second.ldr')}0 FILE second.ldr\n${ref(16, '3005.dat')}`,
    })
    expect(list).toEqual(['3005/4 1'])
  })

  it('lists a part beside the model as a part', async () => {
    const part = `0 Part\n0 !LDRAW_ORG Unofficial_Part\n${ref(16, 'stud.dat')}`
    expect(await read({ 'm.ldr': ref(4, 'x.dat'), 'x.dat': part })).toEqual(['x/4 1'])
  })

  it('survives files that use each other', async () => {
    const list = await read({
      'm.ldr': ref(4, 'a.ldr') + ref(4, '3001.dat'),
      'a.ldr': ref(1, 'M.ldr') + ref(16, '3005.dat'),
    })
    expect(list).toEqual(['3001/4 1', '3005/4 1'])
  })

  it('reads nothing outside its folder', async () => {
    write({ 'secret.ldr': ref(4, '3001.dat') })
    const list = await read({
      'm.ldr': ref(4, '../secret.ldr') + ref(4, path.join(top, 'secret.ldr')) + ref(4, '3005.dat'),
    })
    expect(list.filter((lot) => lot.startsWith('3'))).toEqual(['3005/4 1'])
    expect(list).toHaveLength(3)
  })
})

/** Writes a folder of files and counts the first of them. */
async function read(files: Record<string, string>): Promise<string[]> {
  write(Object.fromEntries(Object.entries(files).map(([name, content]) => [`home/${name}`, content])))
  const model = `home/${Object.keys(files)[0] ?? ''}`
  const bytes = fs.readFileSync(path.join(top, model))
  const surroundings = { catalog: shippedFacts(), decisions: noDecisions(), options: {}, ...openSiblings(top, model) }
  const reading = await ldraw.read?.(sourceOf(bytes), model, surroundings)
  return (reading?.value.lots ?? []).map(({ part, color, quantity }) => `${part}/${color} ${quantity}`).sort()
}

function write(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(top, name)), { recursive: true })
    fs.writeFileSync(path.join(top, name), content)
  }
}

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes)
}

function ref(color: number, name: string): string {
  return `1 ${color} 0 0 0 1 0 0 0 1 0 0 0 1 ${name}\n`
}
