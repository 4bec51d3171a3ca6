import { describe, expect, it } from 'vitest'
import { splitMultiple } from '../../src/commands/input.js'
import { BrickError } from '../../src/core/error.js'

describe('splitMultiple', () => {
  it.each([
    { word: 'castle.mpd', file: 'castle.mpd', times: 1 },
    { word: 'castle.mpd*3', file: 'castle.mpd', times: 3 },
    { word: '-*2', file: '-', times: 2 },
    { word: 'odd*2.ldr', file: 'odd*2.ldr', times: 1 },
    { word: 'a*2*3', file: 'a*2', times: 3 },
    { word: 'castle.mpd*x', file: 'castle.mpd*x', times: 1 },
    { word: 'castle.mpd*1234567', file: 'castle.mpd*1234567', times: 1 },
    { word: '*3', file: '*3', times: 1 },
  ])('takes $word for $times of $file', ({ word, file, times }) => {
    expect(splitMultiple(word, () => false)).toEqual({ file, times })
  })

  it('takes a file of that name for one of it', () => {
    expect(splitMultiple('castle.mpd*3', (file) => file === 'castle.mpd*3')).toEqual({ file: 'castle.mpd*3', times: 1 })
  })

  it('refuses none of it', () => {
    const none = () => splitMultiple('castle.mpd*0', () => false)
    expect(none).toThrow(BrickError)
    expect(none).toThrow('a multiple is 1 or more')
  })
})
