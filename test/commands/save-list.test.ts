import { expect, it } from 'vitest'
import { beside, saveList } from '../../src/commands/save-list.js'
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
