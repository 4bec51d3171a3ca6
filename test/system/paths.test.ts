import { describe, expect, it } from 'vitest'
import { now } from '../../src/system/clock.js'
import { cacheFolder, dataFolder } from '../../src/system/paths.js'

describe('places on the disk', () => {
  it.each([
    { env: { HOME: '/home/eva' }, data: '/home/eva/.local/share/brick', cache: '/home/eva/.cache/brick' },
    { env: { HOME: '/h', XDG_DATA_HOME: '/d', XDG_CACHE_HOME: '/c' }, data: '/d/brick', cache: '/c/brick' },
    {
      env: { HOME: '/h', XDG_DATA_HOME: 'd', XDG_CACHE_HOME: '' },
      data: '/h/.local/share/brick',
      cache: '/h/.cache/brick',
    },
    {
      env: { HOME: '/h', XDG_DATA_HOME: '/d', BRICK_DATA: 'mine', BRICK_CACHE: '/c' },
      data: '/here/mine',
      cache: '/c',
    },
  ])('are as $env says', ({ env, data, cache }) => {
    expect([dataFolder({ env, cwd: '/here' }), cacheFolder({ env, cwd: '/here' })]).toEqual([data, cache])
  })

  it('are asked for where there is no home', () => {
    expect(() => dataFolder({ env: {}, cwd: '/' })).toThrow('there is no home folder to keep files in')
  })
})

describe('the clock', () => {
  it('can be set', () => {
    expect(now({ env: { SOURCE_DATE_EPOCH: '1795341600' } })).toBe('2026-11-22T10:00:00Z')
    expect(now({ env: {} })).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(() => now({ env: { SOURCE_DATE_EPOCH: 'noon' } })).toThrow('must be seconds since 1970')
  })
})
