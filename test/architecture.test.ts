import { readFileSync, readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import * as path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/**
 * Who may import whom: the architecture, as a table. `main` is src/main.ts. To change the architecture,
 * change the table in the same commit.
 */
const MAY_IMPORT: Record<string, string[]> = {
  main: ['commands', 'system', 'core'],
  commands: ['markets', 'pictures', 'store', 'formats', 'render', 'plan', 'report', 'ldraw', 'system', 'core'],
  markets: ['system', 'core'],
  pictures: ['render', 'ldraw', 'system', 'core'],
  store: ['system', 'core'],
  system: ['core'],
  formats: ['ldraw', 'core'],
  render: ['ldraw', 'core'],
  ldraw: ['core'],
  plan: ['core'],
  report: ['core'],
  page: ['render', 'ldraw', 'core'],
  core: [],
}

/** The parts of core: each may use itself and those before it. */
const CORE = ['core', 'core/catalog', 'core/translate', 'core/lists', 'core/trade']

/** These take the clock, the network, files and random numbers as arguments only. */
const PURE = ['core', 'ldraw', 'formats', 'plan', 'render', 'report']

/** The only folders that may import what Node offers of the machine. */
const NEAR_THE_MACHINE = ['system', 'store']

/** These run in a browser: pure folders do too, and `page` nowhere else. */
const WITHOUT_NODE = ['page', ...PURE]

/** Modules of Node that only calculate. Not for what runs in a browser. */
const CALCULATING = ['node:path', 'node:url', 'node:util']

const MACHINE = /^(process|fetch|console|performance|globalThis|require|setTimeout|setInterval|setImmediate|crypto)$/

/** One folder each; a second one may be named here. */
const SHARED_PACKAGES: Record<string, string[]> = { commander: ['commands', 'main'] }

const REGISTRIES = ['commands', 'formats', 'markets', 'pictures']

const SAYS_NOTHING = /^(utils?|helpers?|types?|lib|common|services?|misc|shared)$/

describe('architecture', () => {
  const files = sources()

  it('has a row in the table for every folder', () => {
    expect([...new Set(files.map(({ folder }) => folder))].filter((folder) => !MAY_IMPORT[folder])).toEqual([])
  })

  it('imports only in the direction of the table', () => {
    const wrong = within(files).filter(({ file, to }) => to !== file.folder && !MAY_IMPORT[file.folder]?.includes(to))
    expect(wrong.map(({ file, to, name }) => `${file.name}: ${file.folder} may not import ${to} (${name})`)).toEqual([])
  })

  it('imports in no circle', () => {
    expect(circles(files)).toEqual([])
  })

  it('uses within core only what comes before', () => {
    const rankOf = (name: string) => CORE.indexOf(name.split('/').slice(1, -1).join('/'))
    const wrong = within(files).filter(({ file, target }) => {
      return rankOf(file.name) >= 0 && rankOf(target) > rankOf(file.name)
    })
    expect(wrong.map(({ file, name }) => `${file.name} may not import ${name}`)).toEqual([])
    expect(files.filter(({ name, folder }) => folder === 'core' && rankOf(name) < 0)).toEqual([])
  })

  it('keeps Node out of all but the system', () => {
    const wrong = outside(files).filter(({ file, name }) => isNode(name) && !mayUse(file.folder, name))
    expect(wrong.map(({ file, name }) => `${file.name}: ${file.folder} may not import ${name}`)).toEqual([])
  })

  it('imports nothing at all in core', () => {
    const wrong = outside(files).filter(({ file }) => file.folder === 'core')
    expect(wrong.map(({ file, name }) => `${file.name}: core may not import ${name}`)).toEqual([])
  })

  it('keeps clock, network, files and chance out of pure folders', () => {
    const wrong = files.filter(({ folder }) => PURE.includes(folder)).flatMap(impurities)
    expect(wrong).toEqual([])
  })

  it('imports each package in one folder', () => {
    const uses = outside(files).filter(({ name }) => !isNode(name))
    const wrong = [...new Set(uses.map(({ name }) => packageOf(name)))].flatMap((name) => {
      const users = uses.filter((use) => packageOf(use.name) === name).map(({ file }) => file)
      const allowed = SHARED_PACKAGES[name] ?? [users[0]?.folder]
      const places = users.map((file) => file.name).join(', ')
      return users.every(({ folder }) => allowed.includes(folder)) ? [] : [`${name} is imported by ${places}`]
    })
    expect(wrong).toEqual([])
  })

  it('looks for its own files from one folder, which is as deep as the bundle', () => {
    const users = files.filter(({ tree }) => tree.text.includes('import.meta')).map(({ name }) => name)
    expect(users.filter((name) => !/^src\/system\/[^/]+$/.test(name))).toEqual([])
  })

  it('has no barrels, and index.ts only as a registry', () => {
    const barrels = files.filter(handsOn).map(({ name }) => `${name}: exports what another file makes`)
    const strays = files.filter(({ folder, base }) => base === 'index' && !REGISTRIES.includes(folder))
    expect([...barrels, ...strays.map(({ name }) => `${name}: ${REGISTRIES} have an index.ts, others not`)]).toEqual([])
  })

  it('names files in kebab-case, after what they are about', () => {
    const words = files.flatMap(({ name }) =>
      name
        .slice('src/'.length, -'.ts'.length)
        .split('/')
        .map((word) => ({ name, word })),
    )
    const wrong = words.filter(({ word }) => SAYS_NOTHING.test(word) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(word))
    expect(wrong.map(({ name, word }) => `${name}: "${word}" is not a name here`)).toEqual([])
  })

  it.each([
    'process.exit()',
    'const { env } = process',
    'const f = fetch',
    'const world = globalThis as unknown',
    'const f = { fetch }',
    'const { a = fetch } = {}',
    'typeof console',
    'use(performance)',
    'let time: typeof performance.now',
  ])('knows %s as impure', (text) => {
    expect(
      nodes(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true)).flatMap((node) => impurity(node) ?? []),
    ).not.toEqual([])
  })

  it.each([
    'const a = { process: 1 }',
    'library.fetch()',
    'const { console: a } = b',
    'interface A { crypto: 1; fetch(): void }',
  ])('knows %s as pure', (text) => {
    expect(
      nodes(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true)).flatMap((node) => impurity(node) ?? []),
    ).toEqual([])
  })

  it('has files of at most 250 lines, half of them under 120', () => {
    const lengths = files.map(({ lines }) => lines).toSorted((a, b) => a - b)
    expect(files.filter(({ lines }) => lines > 250).map(({ name, lines }) => `${name}: ${lines} lines`)).toEqual([])
    expect(lengths[lengths.length >> 1], 'median number of lines').toBeLessThan(120)
  })

  it.each([
    { what: 'assembly', folder: 'src', ending: '.wat', most: 300 },
    { what: 'programs that make facts', folder: 'data', ending: '.mjs', most: 250 },
    { what: 'measuring programs', folder: 'bench', ending: '.mjs', most: 250 },
    { what: 'tests', folder: 'test', ending: '.ts', most: 500 },
  ])('has $what of at most $most lines a file', ({ folder, ending, most }) => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending))
    const lengths = names.map((name) => ({
      name,
      lines: readFileSync(path.join(folder, name), 'utf8').split('\n').length - 1,
    }))
    expect(lengths.length).toBeGreaterThan(0)
    expect(lengths.filter(({ lines }) => lines > most)).toEqual([])
  })
})

interface Source {
  /** Relative to the repository: `src/core/money.ts`. */
  name: string
  folder: string
  base: string
  lines: number
  tree: ts.SourceFile
  imports: { name: string; kind: 'value' | 'type' | 'on demand' }[]
}

function sources(): Source[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .toSorted()
    .map((file) => {
      const name = path.posix.join('src', ...file.split(path.sep))
      const text = readFileSync(name, 'utf8')
      const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
      const folder = name.split('/').length > 2 ? (name.split('/')[1] ?? '') : path.basename(name, '.ts')
      const lines = text.split('\n').length - 1
      return { name, folder, base: path.basename(name, '.ts'), lines, tree, imports: importsOf(tree) }
    })
}

function importsOf(tree: ts.SourceFile): Source['imports'] {
  return nodes(tree).flatMap((node): Source['imports'] => {
    if (ts.isImportDeclaration(node)) {
      const kind = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'value'
      return named(node.moduleSpecifier, kind)
    }
    if (ts.isExportDeclaration(node)) return named(node.moduleSpecifier, 'value')
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return named(node.argument.literal, 'type')
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      return named(node.arguments[0], 'on demand')
    }
    return []
  })
}

function named(node: ts.Node | undefined, kind: Source['imports'][number]['kind']): Source['imports'] {
  return node && ts.isStringLiteral(node) ? [{ name: node.text, kind }] : []
}

function nodes(node: ts.Node): ts.Node[] {
  const inner: ts.Node[] = []
  node.forEachChild((child) => {
    inner.push(...nodes(child))
  })
  return [node, ...inner]
}

function within(files: Source[]) {
  return files.flatMap((file) =>
    file.imports
      .filter(({ name }) => name.startsWith('.'))
      .map(({ name, kind }) => {
        const target = path.posix.join(path.posix.dirname(file.name), name).replace(/\.js$/, '.ts')
        const [top = '', folder = '', ...rest] = target.split('/')
        return { file, name, kind, target, to: top !== 'src' ? top : rest.length > 0 ? folder : folder.slice(0, -3) }
      }),
  )
}

function outside(files: Source[]) {
  return files.flatMap((file) =>
    file.imports.filter(({ name }) => !name.startsWith('.')).map(({ name }) => ({ file, name })),
  )
}

function isNode(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name)
}

function mayUse(folder: string, name: string): boolean {
  return NEAR_THE_MACHINE.includes(folder) || (!WITHOUT_NODE.includes(folder) && CALCULATING.includes(name))
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

function impurities({ name, tree }: Source): string[] {
  return nodes(tree).flatMap((node) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart())
    const text = impurity(node)
    return text === undefined ? [] : [`${name}:${line + 1}: a pure folder may not use ${text}`]
  })
}

function impurity(node: ts.Node): string | undefined {
  const text = node.getText()
  if (ts.isNewExpression(node) && /^new Date(\(\))?$/.test(text)) return 'the clock: new Date()'
  if (ts.isPropertyAccessExpression(node) && /^(Date\.now|Math\.random)$/.test(text)) return text
  return ts.isIdentifier(node) && MACHINE.test(text) && isFree(node) ? text : undefined
}

/**
 * Whether the identifier may mean the global thing: it does, wherever it is not the name of a property, of a key or
 * of something that is declared here.
 */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isQualifiedName(parent)) return parent.left === node
  if (ts.isBindingElement(parent)) return parent.initializer === node
  if (ts.isPropertyAssignment(parent) || ts.isEnumMember(parent)) return parent.initializer === node
  const declares = ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isPropertyDeclaration(parent)
  if (declares) return parent.initializer === node
  return !DECLARES.some((isOne) => isOne(parent))
}

const DECLARES = [
  ...[ts.isPropertySignature, ts.isMethodSignature, ts.isMethodDeclaration, ts.isFunctionDeclaration],
  ...[ts.isTypeAliasDeclaration, ts.isInterfaceDeclaration, ts.isImportSpecifier, ts.isNamedTupleMember],
]

/** `export ... from`, or the export of an imported name. */
function handsOn({ tree }: Source): boolean {
  return tree.statements.some((node) => ts.isExportDeclaration(node) && (node.moduleSpecifier || node.exportClause))
}

/** Circles of files that load each other; types and what is loaded on demand do no harm. */
function circles(files: Source[]): string[] {
  const loads = within(files).filter(({ kind }) => kind === 'value')
  const done = new Set<string>()
  const found: string[] = []
  const visit = (name: string, way: string[]): void => {
    if (way.includes(name)) found.push([...way.slice(way.indexOf(name)), name].join(' > '))
    if (way.includes(name) || done.has(name)) return
    for (const { file, target } of loads) if (file.name === name) visit(target, [...way, name])
    done.add(name)
  }
  for (const { name } of files) visit(name, [])
  return found
}
