import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLibrary, type Library } from '../../src/commands/open-library.js'
import { noDecisions } from '../../src/core/catalog/decisions.js'
import { sourceOf } from '../../src/core/source.js'
import { ldraw } from '../../src/formats/ldraw.js'
import { shippedFacts } from '../../src/system/facts.js'
import { machine } from '../../src/system/io.js'

const FILES = {
  'parts/zz1.dat': `0 ~Moved to zz2\n${ref(16, 'zz2')}`,
  'parts/zz2.dat': `0 =Alias\n${ref(14, 'zz3')}`,
  'parts/zz3.dat': '0 A Part of Our Own\n0 !LDRAW_ORG Part\n3 16 0 0 0 1 0 0 1 1 0\n',
  'parts/zzc01.dat': `0 Shortcut\n0 !LDRAW_ORG Shortcut\n${ref(16, 'zz1')}${ref(0, 'zz3')}`,
  'parts/zzloop.dat': `0 ~Moved to zzloop\n${ref(16, 'zzloop')}`,
  'p/zzprim.dat': '0 Primitive\n0 !LDRAW_ORG Primitive\n',
  'models/ZZcar.ldr': ref(16, 'zz3'),
  'unofficial/parts/zznew.dat': '0 New\n0 !LDRAW_ORG Unofficial_Part\n',
}

let top = ''

beforeEach(() => {
  top = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
})

afterEach(() => {
  fs.rmSync(top, { recursive: true, force: true })
})

describe.each([
  { kind: 'a folder', make: async () => folder('lib') },
  { kind: 'a folder with LDraw in it', make: async () => path.dirname(folder('lib/ldraw')) },
  { kind: 'a zip archive', make: async () => archive('complete.zip', 'ldraw/') },
  { kind: 'a zip archive without a folder around it', make: async () => archive('complete.zip', '') },
])('an LDraw library in $kind', ({ make }) => {
  it('says what parts are, and what they consist of', async () => {
    const library = await openLibrary(at(top), await make())
    const { lots, facts, ledger } = await read(library, ['zz1', 'zzprim', 'zznew', 'zzc01'])
    expect(lots).toEqual(['zz1/4', 'zzc01/4', 'zznew/4'])
    expect(ledger).toMatchObject({ references: 4, listed: 3, rules: { primitive: 1 } })
    expect(facts.find(({ id }) => id === 'zz1')).toMatchObject({ kind: 'moved', content: [{ part: 'zz2', color: 16 }] })
    expect(facts.find(({ id }) => id === 'zz2')).toMatchObject({ kind: 'alias', content: [{ part: 'zz3', color: 14 }] })
    expect(facts.find(({ id }) => id === 'zz3')).toMatchObject({ kind: 'part', title: 'A Part of Our Own' })
  })

  it('has the last word on where models are', async () => {
    const library = await openLibrary(at(top), await make())
    expect((await read(library, ['zzcar.ldr'])).lots).toEqual(['zz3/4'])
  })

  it('ends with parts that moved in a circle, and with parts that it does not have', async () => {
    const library = await openLibrary(at(top), await make())
    expect((await read(library, ['zzloop', 'zznix'])).lots).toEqual(['zzloop/4', 'zznix/4'])
  })
})

describe('openLibrary', () => {
  it('reads the folder that LDRAWDIR names, and none where there is none', async () => {
    const io = at(top, { LDRAWDIR: folder('lib'), HOME: top })
    expect([...((await (await openLibrary(io, undefined))?.(['zz3.dat'])) ?? [])]).toMatchObject([
      ['zz3.dat', { folder: 'parts' }],
    ])
  })

  it.each([
    ['nothing', 'nix', 'no such file or folder'],
    ['a folder without parts', '.', 'has no folder "parts"'],
    ['a file that is no archive', 'text.zip', 'text.zip'],
  ])('says so when it is %s', async (_title, name, words) => {
    fs.writeFileSync(path.join(top, 'text.zip'), 'hello')
    await expect(openLibrary(at(top), path.join(top, name))).rejects.toThrow(words)
  })

  it('reads nothing outside the library', async () => {
    fs.writeFileSync(path.join(top, 'secret.dat'), '0 Secret\n')
    const library = await openLibrary(at(top), folder('lib'))
    expect(await library?.(['../../secret.dat', '..\\..\\secret.dat', path.join(top, 'secret.dat')])).toEqual(new Map())
  })
})

async function read(library: Library | undefined, names: string[]) {
  if (!library) throw new Error('no library')
  const text = names.map((name) => ref(4, name)).join('')
  const reading = await ldraw.read?.(sourceOf(new TextEncoder().encode(text)), 'x.ldr', {
    catalog: shippedFacts(),
    decisions: noDecisions(),
    path: 'x.ldr',
    sibling: () => undefined,
    options: {},
    library,
  })
  const lots = (reading?.value.lots ?? []).map(({ part, color }) => `${part}/${color}`).sort()
  return { lots, facts: reading?.facts ?? [], ledger: reading?.ledger }
}

function folder(name: string): string {
  for (const [file, content] of Object.entries(FILES)) {
    const full = path.join(top, name, file)
    fs.mkdirSync(path.dirname(full), { recursive: true })
    fs.writeFileSync(full, content)
  }
  return path.join(top, name)
}

async function archive(name: string, prefix: string): Promise<string> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
  for (const [file, content] of Object.entries(FILES)) {
    await zip.add(`${prefix}${file}`, new Uint8ArrayReader(new TextEncoder().encode(content)))
  }
  fs.writeFileSync(path.join(top, name), await zip.close())
  return path.join(top, name)
}

function at(cwd: string, env: Record<string, string> = {}) {
  return { ...machine(), cwd, env }
}

function ref(color: number, part: string): string {
  return `1 ${color} 0 0 0 1 0 0 0 1 0 0 0 1 ${/\./.test(part) ? part : `${part}.dat`}\n`
}
