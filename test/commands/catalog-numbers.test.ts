import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import * as path from 'node:path'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalog } from '../../src/commands/catalog.js'
import { NUMBERS_FILE, saveNumbers } from '../../src/commands/catalog-numbers.js'
import { knownFacts } from '../../src/commands/known-facts.js'
import { resolvePart } from '../../src/core/catalog/resolve-part.js'
import { inventory } from '../../src/core/inventory.js'
import { translate } from '../../src/core/translate/translate.js'
import { translateHome } from '../../src/core/translate/translate-home.js'
import { machine, type Io } from '../../src/system/io.js'
import { openAsking, trouble, type Asking } from '../markets/asking.js'
import { rebrickable } from '../sandbox/rebrickable.js'
import { startSandbox, type Sandbox } from '../sandbox/server.js'
import { WORLD_TIME } from '../sandbox/world.js'

let sandbox: Sandbox
let asking: Asking
let io: Io & { told: string[] }

beforeAll(async () => {
  sandbox = await startSandbox({ services: [rebrickable], clock: WORLD_TIME })
})
beforeEach(async () => {
  sandbox.reset()
  sandbox.set('rebrickable', { extra_parts: 2500, next_itself: false })
  asking = await openAsking(sandbox, 'rebrickable')
  io = place()
})
afterEach(async () => {
  await asking.close()
  fs.rmSync(io.cwd, { recursive: true, force: true })
})
afterAll(() => sandbox.close())

const folder = () => path.join(io.cwd, 'tables')
const table = () => path.join(folder(), NUMBERS_FILE)

describe('the numbers that others have', () => {
  it('writes a table of all parts, one page a second', async () => {
    await saveNumbers(io, folder(), asking.market)
    const rows = fs.readFileSync(table(), 'utf8').trimEnd().split('\n')
    expect(rows[0]).toBe('part_num,system,number')
    expect(rows).toContain('800004,bricklink,800004a')
    expect(rows).toContain('800001,lego,800001')
    expect(rows.some((row) => row.includes('Brickset'))).toBe(false)
    expect(io.told[0]).toMatch(/^[\d,]+ numbers of [\d,]+ parts in 3 pages$/)
    expect(sandbox.mostWithin({ service: 'rebrickable', milliseconds: 900 })).toBe(1)
  })

  it('goes on where it was interrupted, and leaves no half table', async () => {
    const stop = new AbortController()
    const told = () => sandbox.log.length >= 2 && stop.abort()
    const market = asking.again({ signal: stop.signal, told })
    expect(await trouble(saveNumbers(io, folder(), market))).toMatchObject({ exit: 130, kind: 'interrupted' })
    expect(fs.existsSync(table())).toBe(false)
    const before = sandbox.log.length
    await saveNumbers(io, folder(), asking.again())
    expect(sandbox.log.length - before).toBe(1)
    expect(io.told[0]).toMatch(/in 3 pages, 2 of them asked before$/)
  })

  it('takes nothing of a list that leads astray', async () => {
    fs.mkdirSync(folder())
    fs.writeFileSync(table(), 'as it was')
    sandbox.set('rebrickable', { next_itself: true })
    expect(await trouble(saveNumbers(io, folder(), asking.market))).toMatchObject({ exit: 5 })
    expect(fs.readFileSync(table(), 'utf8')).toBe('as it was')
  })

  it('makes them known to everybody by the catalog', async () => {
    fs.mkdirSync(folder())
    fs.writeFileSync(path.join(folder(), 'parts.csv'), PARTS)
    await saveNumbers(io, folder(), asking.market)
    const before = await knownFacts(io)
    expect(before.partsByNumber('bricklink', '800004a')).toEqual([])
    await importTables(io, folder())
    const facts = await knownFacts(io)
    const [found] = facts.partsByNumber('bricklink', '800004A')
    expect(found).toMatchObject({ id: 'rb:800004', title: 'Bracket Special 4' })
    expect(resolvePart('rb:800004', 'bricklink', facts)).toMatchObject({ number: '800004a', confidence: 'renamed' })
    expect(resolvePart('rb:800004', 'brickowl', facts).number).toBe('20000010')
    expect(facts.designs('800001')).toEqual(['800001'])
    // From one site to the other, which neither list could do alone.
    const home = translateHome(inventory('bricklink', [{ part: '800004a', color: 5, quantity: 2 }]), facts)
    const there = translate(home.inventory, 'rebrickable', facts)
    expect(there.unresolved).toEqual([])
    expect(there.inventory.lots).toMatchObject([{ part: '800004', color: 4, quantity: 2 }])
  })

  it('leaves what we know as it is', async () => {
    fs.mkdirSync(folder())
    const wrong = ['3001', '3005', '4073'].flatMap((part) => [`${part},bricklink,wrong-${part}`, `${part},ldraw,3003`])
    fs.writeFileSync(table(), ['part_num,system,number', ...wrong, ''].join('\n'))
    const before = await knownFacts(io)
    await importTables(io, folder())
    const after = await knownFacts(io)
    for (const id of ['3001', '3003', '3005', '6141'])
      expect({ id, ...after.part(id)?.numbers }).toMatchObject({ ...before.part(id)?.numbers })
    expect(after.partsByNumber('bricklink', 'wrong-3001')).toEqual([])
  })

  it('needs a key', async () => {
    const program = new Command().exitOverride()
    catalog(program, io)
    const update = program.parseAsync(['catalog', 'update', '--ids'], { from: 'user' })
    await expect(update).rejects.toMatchObject({ exit: 6, message: 'Rebrickable does not know you yet' })
  })
})

const PARTS =
  'part_num,name,part_cat_id,part_material\n800004,Bracket Special 4,1,Plastic\n3001,Brick 2 x 4,1,Plastic\n'

async function importTables(io: Io, tables: string): Promise<void> {
  const program = new Command().exitOverride()
  catalog(program, io)
  await program.parseAsync(['catalog', 'import', tables], { from: 'user' })
}

function place(): Io & { told: string[] } {
  const cwd = fs.mkdtempSync(path.join(tmpdir(), 'brick-numbers-'))
  const told: string[] = []
  const env = { BRICK_CACHE: path.join(cwd, 'cache'), BRICK_DATA: path.join(cwd, 'data'), HOME: cwd }
  const terminal = { output: false, error: false, columns: 80 }
  return { ...machine(), env, cwd, terminal, told, write: () => undefined, say: (text) => void told.push(text) }
}
