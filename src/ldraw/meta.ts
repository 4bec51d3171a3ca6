import { parseColor } from './color.js'
import type { Meta } from './document.js'

/**
 * Reads what stands after the `0` of a type-0 line, where it is a meta that changes what is counted.
 * Programs are told apart by their first word; unknown metas are comments, by the specification.
 */
export function parseMeta(text: string): Meta | undefined {
  const words = text.split(/\s+/)
  switch (words[0]) {
    case 'BUFEXCHG':
      return bufferExchange(words)
    case '!LPUB':
    case 'LPUB':
      return lpub(words)
    case 'SYNTH':
      return words[1] === 'SYNTHESIZED' ? synthesized(words[2]) : synth(words)
    case 'SYNTHESIZED':
      return synthesized(words[1])
    case 'MLCAD':
      return mlcad(words)
    case '!TEXMAP':
      return texmap(words[1])
    default:
      return undefined
  }
}

function bufferExchange([, buffer, action]: string[]): Meta | undefined {
  if (buffer === undefined || (action !== 'STORE' && action !== 'RETRIEVE')) return undefined
  return { type: action === 'STORE' ? 'store' : 'retrieve', buffer: buffer.toUpperCase() }
}

function lpub(words: string[]): Meta | undefined {
  // Any command may carry LOCAL or GLOBAL before its value.
  const [, of, ...rest] = words.filter((word) => word !== 'LOCAL' && word !== 'GLOBAL')
  if (of === 'PLI' || of === 'PART') {
    if (rest[0] === 'END') return { type: 'range-end', of }
    if (rest[0] !== 'BEGIN') return undefined
    if (rest[1] === 'IGN') return { type: 'ignore-begin', of }
    return rest[1] === 'SUB' ? substitute(rest.slice(2).join(' ')) : undefined
  }
  if (of !== 'BUILD_MOD') return undefined
  const key = rest.slice(1).join(' ').replaceAll('"', '')
  if (rest[0] === 'BEGIN') return { type: 'mod-begin', key }
  if (rest[0] === 'END_MOD') return { type: 'mod-original' }
  if (rest[0] === 'END') return { type: 'mod-end' }
  if (rest[0] === 'REMOVE') return { type: 'mod-remove', key }
  return rest[0] === 'APPLY' ? { type: 'mod-apply', key } : undefined
}

/** `3003.dat 14`; names with blanks stand in quotes. */
function substitute(text: string): Meta | undefined {
  const [, quoted, plain, color = ''] = /^(?:"([^"]+)"|(\S+))\s*(\S*)/.exec(text) ?? []
  const part = quoted ?? plain
  return part === undefined ? undefined : { type: 'substitute', part, color: parseColor(color) }
}

function synth([, action, name, color]: string[]): Meta | undefined {
  if (action === 'END') return { type: 'synth-end' }
  return action === 'BEGIN' ? { type: 'synth-begin', name: name ?? 'PART', color: parseColor(color ?? '') } : undefined
}

function synthesized(action: string | undefined): Meta | undefined {
  if (action === 'BEGIN') return { type: 'synthesized-begin' }
  return action === 'END' ? { type: 'synthesized-end' } : undefined
}

function mlcad([, action, color]: string[]): Meta | undefined {
  if (action === 'SKIP_BEGIN') return { type: 'skip-begin' }
  if (action === 'SKIP_END') return { type: 'skip-end' }
  if (action !== 'SPRING' && action !== 'FLEXHOSE' && action !== 'RUBBER_BELT') return undefined
  return { type: 'generator', name: action, color: parseColor(color ?? '') }
}

function texmap(action: string | undefined): Meta | undefined {
  if (action === 'START') return { type: 'texture-begin' }
  if (action === 'NEXT') return { type: 'texture-next' }
  if (action === 'FALLBACK') return { type: 'texture-fallback' }
  return action === 'END' ? { type: 'texture-end' } : undefined
}
