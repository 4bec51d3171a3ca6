import { BrickError, EXIT } from '../../core/error.js'

export function noCurrency(file: string): BrickError {
  return new BrickError(`${file} does not say in which currency its prices are`, {
    exit: EXIT.input,
    hint: 'name it, --currency EUR, or add a column: currency',
  })
}
