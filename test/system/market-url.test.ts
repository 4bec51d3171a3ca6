import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { readDecisions } from '../../src/system/config.js'
import { machine, type Io } from '../../src/system/io.js'
import { marketUrl } from '../../src/system/market-url.js'

const USUAL = 'https://api.bricklink.com/api/store/v1'
const CONFIG = '[defaults]\ncountry = "NL"\n[markets.bricklink]\nurl = "http://127.0.0.1:8731/api/store/v1/"\n'

describe('the address of a market', () => {
  it.each([
    { title: 'is the usual one', env: {}, files: {}, url: USUAL },
    {
      title: 'is that of the configuration',
      env: {},
      files: { '/home/brick/config.toml': CONFIG },
      url: 'http://127.0.0.1:8731/api/store/v1',
    },
    {
      title: 'is that of the environment',
      env: { BRICK_BRICKLINK_URL: 'https://bricks.example/v1' },
      files: { '/home/brick/config.toml': CONFIG },
      url: 'https://bricks.example/v1',
    },
    { title: 'is never that of a model', env: {}, files: { 'brick.toml': CONFIG }, url: USUAL },
  ])('$title', async ({ env, files, url }) => {
    expect(await marketUrl(io(files, env), 'bricklink', USUAL)).toBe(url)
  })

  it('is known in the configuration, and not in brick.toml', async () => {
    const files = {
      '/home/brick/config.toml': CONFIG,
      'brick.toml': '[markets.bricklink]\nurl = "https://evil.example"\n',
    }
    const { problems } = await readDecisions(io(files), 'castle.mpd')
    expect(problems.filter(({ code }) => code === 'config.unknown').map(({ file }) => file)).toEqual(['brick.toml'])
  })

  it.each(['http://localhost:1/v1', 'http://[::1]:1/v1', 'http://127.1.2.3/v1'])(
    'may be on this computer: %s',
    async (url) => {
      expect(await marketUrl(io({}, { BRICK_BRICKLINK_URL: url }), 'bricklink', USUAL)).toBe(url)
    },
  )

  it.each([
    'http://api.bricklink.com/v1',
    'http://127.0.0.1.evil.example/v1',
    'http://localhost@evil.example/',
    'https://me:c4nary@api.bricklink.com/',
    'https://api.bricklink.com/?key=c4nary',
    'ftp://127.0.0.1/',
    'api.bricklink.com',
  ])('may not be one where keys are not safe: %s', async (url) => {
    const error = await marketUrl(io({}, { BRICK_BRICKLINK_URL: url }), 'bricklink', USUAL).catch(
      (error: unknown) => error,
    )
    expect(String(error)).toMatch(/the address of a market .*: BRICK_BRICKLINK_URL$/)
    expect(String(error)).not.toContain('c4nary')
  })
})

function io(files: Record<string, string>, env: Io['env'] = {}): Io {
  const tryRead = (file: string) => {
    const content = files[file.replaceAll('\\', '/')]
    return content === undefined ? undefined : Buffer.from(content)
  }
  return { ...machine(), env: { XDG_CONFIG_HOME: '/home', ...env }, tryRead }
}
