import * as path from 'node:path'
import type { Problem } from '../core/problem.js'
import type { Io } from '../system/io.js'

/**
 * What the user has set and this run does not use: each `brick.toml` that lies beside another model than the first,
 * and each of these variables of the environment.
 */
export function unreadSettings(io: Io, [first = '-', ...others]: string[], variables: string[]): Problem[] {
  const read = beside(first)
  const unread = new Map(others.map((file) => [path.resolve(io.cwd, beside(file)), beside(file)]))
  unread.delete(path.resolve(io.cwd, read))
  const files = [...unread.values()].filter((file) => io.tryRead(file) !== undefined)
  const set = variables.filter((name) => io.env[name])
  return [...files.map((file) => notRead(file, read)), ...set.map(notUsed)]
}

/** The decisions for a model, as the user would name them. */
function beside(file: string): string {
  return path.join(file === '-' ? '' : path.dirname(file), 'brick.toml')
}

/** One list has one set of rules: a lot of it may come from several models. */
function notRead(file: string, read: string): Problem {
  return {
    level: 'warning',
    code: 'config.ignored',
    file,
    message: `not used: the decisions beside the first model hold for all of the list (${read})`,
    fix: 'put the rules of both files there, or list the models one at a time',
  }
}

function notUsed(name: string): Problem {
  return { level: 'note', code: 'config.unused', message: `${name} is not used by this version` }
}
