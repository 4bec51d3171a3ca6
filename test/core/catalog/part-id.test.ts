import { describe, expect, it } from 'vitest'
import { nameKey, normalPart, partId, poseOf, withoutPose } from '../../../src/core/catalog/part-id.js'

describe('normalPart', () => {
  it.each([
    [' 3005.DAT ', '3005'],
    ['Parts\\3005.dat', '3005'],
    ['.\\S\\3001s01.dat', 's/3001s01'],
    ['GERU\u0308ST.dat', 'ger\u00fcst'],
    ['3068bp01', '3068bp01'],
  ])('%j is %s', (text, id) => {
    expect(normalPart(text)).toBe(id)
  })
})

describe('nameKey', () => {
  it.each([
    ['3001.DAT', '3001.dat'],
    ['S\\3001s01.dat', 's/3001s01.dat'],
    ['s/\\3001s01.dat', 's/3001s01.dat'],
    ['./././a.ldr', 'a.ldr'],
    ['.\\a.ldr', 'a.ldr'],
    ['../a.ldr', '../a.ldr'],
    ['My  Car.ldr', 'my  car.ldr'],
    ['GERU\u0308ST.LDR', 'ger\u00fcst.ldr'],
    ['\u0416.ldr', '\u0436.ldr'],
  ])('%s is %s', (name, key) => {
    expect(nameKey(name)).toBe(key)
  })
})

describe('partId', () => {
  it.each([
    ['3001.dat', '3001'],
    ['parts/3001.dat', '3001'],
    ['p/stud.dat', 'stud'],
    ['s/3001s01.dat', 's/3001s01'],
    ['a.ldr', 'a.ldr'],
    ['parts/', 'parts/'],
  ])('%s is %s', (key, id) => {
    expect(partId(key)).toBe(id)
  })
})

it.each([
  ['73200b-f2', '73200b', 2],
  ['73200b', '73200b', undefined],
  ['a-fx', 'a-fx', undefined],
])('%s is %s in pose %s', (id, part, pose) => {
  expect([withoutPose(id), poseOf(id)]).toEqual([part, pose])
})
