import { MAIN_COLOR } from '../core/catalog/color-code.js'
import { normalPart } from '../core/catalog/part-id.js'
import type { Codec } from './codec.js'
import { csvBytes } from './rows/bytes.js'
import { listReading } from './list-reading.js'
import { wholeNumber } from './rows/whole-number.js'

/** A bin of parts of LDCad: `3005.dat:[color=4] [count=12]` on a line each. Parts without a count are there once. */
export const ldcadBin: Codec<'ldraw'> = {
  id: 'pbg',
  title: 'LDCad part bin',
  system: 'ldraw',

  read(source, file) {
    const reading = listReading('ldraw', file)
    const decoder = new TextDecoder()
    let text = ''
    for (const piece of csvBytes(source).pieces()) text += decoder.decode(piece, { stream: true })
    let isItem = false
    for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
      const section = SECTION.test(line.trim())
      if (section) isItem = line.trim().toLowerCase() === '<items>'
      else if (isItem && line.trim() !== '') readItem(line.trim(), index + 1)
    }
    return reading.end()

    function readItem(line: string, at: number): void {
      const [, name, rest = ''] = /^([^:[\]]+?)\s*(?::(.*))?$/.exec(line) ?? []
      if (name === undefined) {
        reading.reject(at, 'list.row', `no part: ${line.slice(0, 60)}`)
        return
      }
      const said = new Map([...rest.matchAll(/\[(\w+)=([^\]]*)\]/g)].map(([, key = '', value = '']) => [key, value]))
      const color = /^(0x[0-9a-f]{7}|-?\d{1,9})$/i.exec(said.get('color')?.trim() ?? String(MAIN_COLOR))?.[0]
      const quantity = wholeNumber(said.get('count')?.trim() ?? '1')
      if (quantity === undefined) reading.reject(at, 'list.quantity', `${said.get('count')} is no quantity of ${name}`)
      else if (color === undefined) reading.reject(at, 'list.row', `${said.get('color')} is no color of ${name}`)
      else reading.add({ part: normalPart(name), color: Number(color), quantity }, at)
    }
  },
}

const SECTION = /^(<\w+>|\[\w+\])$/
