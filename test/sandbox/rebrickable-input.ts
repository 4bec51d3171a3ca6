import { refuse } from './rebrickable-routes.js'
import { json, type Answer, type Ask } from './service.js'

/** What a call brings: one object, as a form or as JSON, or a JSON array of them. */
export type Input = Record<string, unknown>

export function inputOf(ask: Ask): Input | unknown[] {
  if (!/json/.test(ask.headers['content-type'] ?? '')) return Object.fromEntries(ask.form)
  try {
    const value: unknown = JSON.parse(ask.body)
    if (Array.isArray(value)) return value
    if (typeof value === 'object' && value !== null) return value as Input
  } catch {
    return refuse(json(400, { detail: 'JSON parse error - Expecting value: line 1 column 1 (char 0)' }))
  }
  return refuse(json(400, { non_field_errors: ['Invalid data. Expected a dictionary.'] }))
}

export type Field = { kind: 'text' | 'integer' | 'boolean'; isRequired?: boolean; least?: number }

export type Errors = Record<string, string[]>

export interface Checked {
  values: Record<string, string | number | boolean>
  errors: Errors
}

/** By the words of Django REST framework. A field that is absent or blank and not required has no value. */
export function checked(input: unknown, fields: Record<string, Field>): Checked {
  const values: Checked['values'] = {}
  const errors: Errors = {}
  const given = typeof input === 'object' && input !== null ? (input as Input) : {}
  for (const [name, field] of Object.entries(fields)) {
    const value = given[name]
    if (value === undefined || value === null) {
      if (field.isRequired) errors[name] = ['This field is required.']
      continue
    }
    const read = READERS[field.kind](String(value))
    if (read === undefined) errors[name] = [WRONG[field.kind]]
    else if (typeof read === 'number' && read < (field.least ?? -Infinity)) {
      errors[name] = [`Ensure this value is greater than or equal to ${field.least}.`]
    } else values[name] = read
  }
  return { values, errors }
}

/** The values of one object; the call ends with its mistakes, if there are any. */
export function fieldsOf(ask: Ask, fields: Record<string, Field>): Checked['values'] {
  const { values, errors } = checked(inputOf(ask), fields)
  return Object.keys(errors).length > 0 ? refuse(json(400, errors)) : values
}

/** Adds one thing, or gives the reasons why not. */
export type Add = (input: unknown) => { added: unknown } | { errors: Errors | { detail: string } }

/**
 * Adds one object or each of an array. Of an array those without a mistake are added; the answer has a map of errors
 * in the place of each of the others, or, with the switch `array_post=skipped`, leaves them out.
 */
export function addAll(ask: Ask, add: Add, style: unknown): Answer {
  const input = inputOf(ask)
  if (!Array.isArray(input)) {
    const result = add(input)
    return 'added' in result ? json(201, result.added) : json(400, result.errors)
  }
  const results = input.map(add)
  const shown = style === 'skipped' ? results.filter((result) => 'added' in result) : results
  return json(
    201,
    shown.map((result) => ('added' in result ? result.added : result.errors)),
  )
}

const READERS: Record<Field['kind'], (text: string) => string | number | boolean | undefined> = {
  text: (text) => (text.trim() === '' ? undefined : text.trim()),
  integer: (text) => (/^-?\d+$/.test(text) ? Number(text) : undefined),
  boolean: (text) => (/^(true|1|on)$/i.test(text) ? true : /^(false|0|off|)$/i.test(text) ? false : undefined),
}

const WRONG: Record<Field['kind'], string> = {
  text: 'This field may not be blank.',
  integer: 'A valid integer is required.',
  boolean: 'Must be a valid boolean.',
}
