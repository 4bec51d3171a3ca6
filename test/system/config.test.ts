import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BrickError } from '../../src/core/error.js'
import { readDecisions } from '../../src/system/config.js'
import { machine, type Io } from '../../src/system/io.js'

const EVERYTHING = readFileSync(new URL('../../fixtures/config/brick.toml', import.meta.url), 'utf8')

describe('brick.toml', () => {
  it('is read whole', async () => {
    const { value, problems } = await readDecisions(io({ 'models/brick.toml': EVERYTHING }), 'models/castle.mpd')
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['config.unused', 'not used by this version: [defaults] country, currency'],
    ])
    expect(value.file).toBe('models/brick.toml')
    expect([...value.map]).toEqual([
      ['12825', 'bl:2555'],
      ['ls01', 'skip'],
      ['6141', 'rb:6141'],
    ])
    expect([...value.color]).toEqual([
      ['ld:10026', 'bl:11'],
      [`ld:${0x2ff8800}`, 'ld:25'],
    ])
    expect(value.mainColor).toBe('white')
    expect(value.ignore).toEqual({ models: ['stand.ldr'], parts: ['3001'] })
    expect(value.anyColor).toEqual({ models: ['core.ldr'], parts: ['2780', '3666'], except: ['trans'] })
    expect(value.subs).toEqual([
      { name: '3794b/Black', from: { part: '3794b', color: 0 }, to: { part: '15573', color: 0 } },
    ])
    expect(value.defaults).toEqual({ condition: 'new', country: 'DE', currency: 'EUR', since: 2024 })
  })

  it('need not be there', async () => {
    const { value, problems } = await readDecisions(io({}), '-')
    expect([value.map.size, problems]).toEqual([0, []])
  })

  it.each([
    { toml: '[map]\n"1" = 5', code: 'config.wrong', line: 2 },
    { toml: '[map]\n"1" = "2555"', code: 'config.wrong', line: 2 },
    { toml: 'map = 5', code: 'config.wrong', line: 1 },
    { toml: '[color]\n\n"red" = "bl:5"', code: 'config.wrong', line: 3 },
    { toml: '[color]\n"ld:4" = "red"', code: 'config.wrong', line: 2 },
    { toml: '[color]\nmain = []', code: 'config.wrong', line: 2 },
    { toml: '[ignore]\nmodels = "x"', code: 'config.wrong', line: 2 },
    { toml: '[ignore]\nsets = []', code: 'config.unknown', line: 2 },
    { toml: '[any-color]\nparts = 3', code: 'config.wrong', line: 2 },
    { toml: '[any-color]\nexcept = ["blak"]', code: 'config.wrong', line: 2 },
    { toml: '[any-color]\nmodel = ["core.ldr"]', code: 'config.unknown', line: 2 },
    { toml: '[subs]\n"3794b" = "15573"', code: 'config.wrong', line: 2 },
    { toml: '[subs]\n"3794b/Black" = 15573', code: 'config.wrong', line: 2 },
    { toml: '[subs]\n"3794b/Blak" = "15573/Black"', code: 'config.wrong', line: 2 },
    { toml: '[subs]\n"3794b/Black/" = "15573/Black"', code: 'config.wrong', line: 2 },
    { toml: '[subs]\n"3794b/Black" = "15573/Black/core.ldr"', code: 'config.wrong', line: 2 },
    { toml: '[subs]\n"3794b/Black" = "15573/Blak"', code: 'config.wrong', line: 2 },
    { toml: '[defaults]\ncondition = "old"', code: 'config.wrong', line: 2 },
    { toml: '[defaults]\nsince = "2024"', code: 'config.wrong', line: 2 },
    { toml: '[defaults]\ncolour = "DE"', code: 'config.unknown', line: 2 },
    { toml: '[maps]\n"1" = "bl:1"', code: 'config.unknown', line: 1 },
  ])('reports $code in $toml', async ({ toml, code, line }) => {
    const { value, problems } = await readDecisions(io({ 'brick.toml': toml }), 'castle.mpd')
    const found = problems.filter((problem) => problem.code !== 'config.unused')
    expect(found.map((problem) => [problem.code, problem.file, problem.line])).toEqual([[code, 'brick.toml', line]])
    expect([value.map.size, value.color.size, value.ignore.models.length, value.subs.length]).toEqual([0, 0, 0, 0])
  })

  it('takes a submodel behind a lot that has a substitute, whatever it is called', async () => {
    const toml = '[subs]\n"3023/Dark Tan/parts/the core.ldr" = "3023/White"'
    const { value, problems } = await readDecisions(io({ 'brick.toml': toml }), 'castle.mpd')
    expect(problems).toEqual([])
    expect(value.subs).toMatchObject([{ from: { part: '3023', color: 28 }, model: 'parts/the core.ldr' }])
  })

  it('takes colors by their names and numbers in any system', async () => {
    const toml =
      '[any-color]\nexcept = ["trans", "Dark Bluish Grey", "bl:11"]\n[subs]\n"bl:3794b / bl:5" = "15573/ld:4"'
    const { value, problems } = await readDecisions(io({ 'brick.toml': toml }), 'castle.mpd')
    expect(problems).toEqual([])
    expect(value.anyColor.except).toEqual(['trans', 72, 0])
    expect(value.subs).toMatchObject([{ from: { part: 'bl:3794b', color: 4 }, to: { part: '15573', color: 4 } }])
  })

  it.each([
    { title: 'the line of a mistake', content: '[map]\n"a" = \n', message: /^brick\.toml:2: / },
    { title: 'a file that is no text', content: Buffer.from([0x22, 0xff, 0xfe]), message: 'brick.toml is not UTF-8' },
  ])('refuses, with a word about $title', async ({ content, message }) => {
    const reading = readDecisions(io({ 'brick.toml': content }), 'castle.mpd')
    await expect(reading).rejects.toThrow(BrickError)
    await expect(reading).rejects.toThrow(message)
  })
})

describe('settings', () => {
  const files = {
    '/home/brick/config.toml': '[defaults]\ncountry = "NL"\ncurrency = "CHF"\ncondition = "used"',
    'brick.toml': '[defaults]\ncurrency = "EUR"\ncondition = "new"\n[color]\nmain = "red"',
  }

  it('of the environment stand over those beside the model, and these over those of the user', async () => {
    const env = { XDG_CONFIG_HOME: '/home', BRICK_CONDITION: 'any', BRICK_MAIN_COLOR: 'white' }
    const { value } = await readDecisions(io(files, env), 'castle.mpd')
    expect(value.defaults).toEqual({ country: 'NL', currency: 'EUR', condition: 'any' })
    expect(value.mainColor).toBe('white')
  })

  it.each([{ BRICK_CONDITION: 'old' }, { BRICK_SINCE: 'soon' }])('that make no sense are refused: %j', async (env) => {
    await expect(readDecisions(io({}, env), 'castle.mpd')).rejects.toThrow(BrickError)
  })
})

function io(files: Record<string, string | Uint8Array>, env: Io['env'] = {}): Io {
  const tryRead = (file: string) => {
    const content = files[file.replaceAll('\\', '/')]
    return typeof content === 'string' ? Buffer.from(content) : content
  }
  return { ...machine(), env, tryRead }
}
