import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { expect, it } from 'vitest'
import { beside, refuseOverwriting, saveList, tellStaleParts } from '../../src/commands/save-list.js'
import { machine, type Io } from '../../src/system/io.js'

it.each([
  { output: 'wanted.xml', files: 1, names: ['wanted.xml'] },
  { output: 'out.d/wanted.xml', files: 2, names: ['out.d/wanted-01.xml', 'out.d/wanted-02.xml'] },
  { output: 'out.d/wanted', files: 2, names: ['out.d/wanted-01', 'out.d/wanted-02'] },
])('saves $files of $output', ({ output, files, names }) => {
  const saved: string[] = []
  const io: Io = { ...machine(), save: (name) => void saved.push(name) }
  expect(saveList(io, Array<string>(files).fill(''), output, [])).toEqual(names)
  expect(saved).toEqual(names)
})

it.each([
  ['tower.xml', 'tower.unresolved.csv'],
  ['a.b/tower', 'a.b/tower.unresolved.csv'],
  ['a.b/tower.1.xml', 'a.b/tower.1.unresolved.csv'],
])('puts what belongs to %s into %s', (name, other) => {
  expect(beside(name, '.unresolved.csv')).toBe(other)
})

it.each(['a.ldr', 'a.mpd', 'a.dat', 'a.l3b', 'a.io', 'a.lxf', 'a.LXFML', 'a.pbg'])(
  'never saves a list as %s',
  (name) => {
    expect(() => {
      refuseOverwriting(machine(), [name], [])
    }).toThrow('its name is that of a model')
  },
)

it.each([
  ['a.mpd', true],
  ['a.ldr', true],
  ['a.dat', false],
  ['a.io', false],
])('saves a model as %s: %s', (name, may) => {
  const refuse = () => {
    refuseOverwriting(machine(), [name], [], { isModel: true })
  }
  if (may) expect(refuse).not.toThrow()
  else expect(refuse).toThrow('its name is that of a model')
})

it.each([
  { there: ['w-03.xml', 'w-04.xml', 'w-06.xml'], files: 2, said: ['w-03.xml to w-04.xml are'] },
  { there: ['w.xml', 'w-03.xml'], files: 2, said: ['w.xml is', 'w-03.xml is'] },
  { there: ['w.xml', 'w-01.xml'], files: 1, said: ['w-01.xml is'] },
  { there: ['w.xml', 'w-01.xml', 'w-02.xml'], files: 2, read: ['w.xml'], said: [] },
])('tells which of $there are not of a list in $files files', ({ there, files, read = [], said }) => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
  try {
    for (const name of there) fs.writeFileSync(path.join(folder, name), '')
    const lines: string[] = []
    const io: Io = { ...machine(), cwd: folder, say: (text) => void lines.push(text) }
    const tryRead = (name: string) => (fs.existsSync(path.join(folder, name)) ? new Uint8Array() : undefined)
    tellStaleParts({ ...io, tryRead }, 'w.xml', files, read)
    expect(lines).toEqual(said.map((words) => `${words} of an earlier run, and not of this list`))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
})
