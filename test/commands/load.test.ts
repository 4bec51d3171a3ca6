import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { loadModels } from '../../src/commands/load.js'
import { machine } from '../../src/system/io.js'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => fs.rmSync(folder, { recursive: true })))

describe('loadModels', () => {
  it('adds up models, each as often as it is named', async () => {
    const { inventory, ledger } = await load({ 'a.ldr': line('3005'), 'b.ldr': line('3005') }, ['a.ldr*3', 'b.ldr'])
    expect(inventory.lots).toMatchObject([{ part: '3005', color: 4, quantity: 4 }])
    expect([ledger.references, ledger.listed]).toEqual([4, 4])
  })

  it('takes lists that are longer than the arguments of a call', async () => {
    const lines = Array.from({ length: 130_000 }, (_, i) => line('3005', 0x2000000 + i))
    const { inventory } = await load({ 'a.ldr': lines.join('') }, ['a.ldr'])
    expect(inventory.lots).toHaveLength(130_000)
  }, 30_000)

  it('lists an assembly once that is in a model whole and in parts', async () => {
    const text = line('4592c01') + line('4592') + line('4593', 0)
    const { inventory, ledger } = await load({ 'a.ldr': text }, ['a.ldr'], { assemblies: 'join' })
    expect(inventory.lots).toMatchObject([{ part: '4592c01', quantity: 2 }])
    expect([ledger.listed, ledger.joined]).toEqual([3, 1])
  })

  it('takes the decisions beside the first model, and names those that it does not take', async () => {
    const files = {
      ...{ 'one/a.ldr': line('3005'), 'one/brick.toml': '[map]\n"3005" = "ld:3004"' },
      ...{ 'two/b.ldr': line('3005'), 'two/brick.toml': '[map]\n"3005" = "ld:3003"' },
      ...{ 'three/c.ldr': line('3005'), 'two/d.ldr': line('3005') },
    }
    const { inventory, problems } = await load(files, ['one/a.ldr', 'two/b.ldr', 'three/c.ldr', 'two/d.ldr'])
    expect(inventory.lots).toMatchObject([{ part: '3004', quantity: 4 }])
    const ignored = problems.filter(({ code }) => code === 'config.ignored')
    expect(ignored.map(({ file }) => file)).toEqual([path.join('two', 'brick.toml')])
  })

  it('names variables that nothing uses yet', async () => {
    const { problems } = await load({ 'a.ldr': line('3005') }, ['a.ldr'], {}, { BRICK_COUNTRY: 'DE' })
    expect(problems).toMatchObject([{ level: 'note', code: 'config.unused' }])
  })
})

function line(part: string, color = 4): string {
  return `1 ${color} 0 0 0 1 0 0 0 1 0 0 0 1 ${part}.dat\n`
}

function load(files: Record<string, string>, inputs: string[], options: object = {}, env: Record<string, string> = {}) {
  const cwd = fs.mkdtempSync(path.join(tmpdir(), 'brick-'))
  folders.push(cwd)
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true })
    fs.writeFileSync(path.join(cwd, name), text)
  }
  const io = machine()
  io.cwd = cwd
  io.env = env
  return loadModels(io, inputs, { assemblies: 'auto', ...options })
}
