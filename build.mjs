/**
 * Makes what runs of what tsc made, as the second half of `npm run build`:
 *
 *     tsc -p tsconfig.build.json && tsc -p tsconfig.page.json && node build.mjs [dist]
 *
 * `dist/bundle/` has the modules of `dist/` joined in fewer files: those that are always loaded together are one file, and
 * what is loaded on demand stays so. What a file of `bin/` starts keeps its name. Packages stay outside. `dist/scripts/`
 * has what runs in the browser of those who read a report: of each file that is started there, one without imports, as short as
 * can be. `dist/drawing.txt` has a checksum of what draws, by which kept pictures are known. `dist/tables/` has the packed tables of `data/`, unpacked.
 */
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { rollup } from 'rollup'
import { minify } from 'terser'

const here = path.dirname(fileURLToPath(import.meta.url))
const dist = path.resolve(here, process.argv[2] ?? 'dist')
const PACKED = '.gz'

await bundle([path.join(dist, 'main.js'), path.join(dist, 'commands/plan-worker.js')], path.join(dist, 'bundle'))
for (const name of ['list', 'view'])
  await script(path.join(dist, `page/${name}.js`), path.join(dist, `scripts/${name}.js`))
unpack(path.join(here, 'data'), path.join(dist, 'tables'))
fs.writeFileSync(path.join(dist, 'drawing.txt'), `${checksum(['render', 'pictures', 'ldraw'])}\n`)

async function bundle(starts, folder) {
  const build = await open(starts)
  fs.rmSync(folder, { recursive: true, force: true })
  await build.write({
    dir: folder,
    entryFileNames: '[name].js',
    // Flat, because modules look for `data/` two folders up from where they are.
    chunkFileNames: '[name].js',
    generatedCode: 'es2015',
    minifyInternalExports: false,
    // In bytes: what is smaller goes with something else that those who load it load, too, where there is something.
    experimentalMinChunkSize: 5000,
  })
  await build.close()
}

async function script(start, file) {
  const build = await open(start)
  const { output } = await build.generate({ format: 'iife', generatedCode: 'es2015' })
  const options = { ecma: 2022, compress: { passes: 3, unsafe_arrows: true }, format: { comments: false } }
  const { code } = await minify(output[0].code.replace(/`[^`]*`/g, shortShader), options)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, code)
  await build.close()
}

/** Texts of several lines are shaders, which need blanks between words, and line ends after directives only. */
function shortShader(text) {
  return text.includes('\n') ? text.replace(/\s*([{};:,=*/<>?()+|&^])\s*/g, '$1') : text
}

function open(input) {
  return rollup({
    input,
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
    // No module of ours does anything by being loaded; packages may.
    treeshake: { moduleSideEffects: (_id, isExternal) => isExternal },
    preserveEntrySignatures: 'allow-extension',
    logLevel: 'warn',
    onwarn: (warning) => {
      throw new Error(warning.message)
    },
  })
}

function unpack(from, folder) {
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder)
  for (const name of fs.readdirSync(from).filter((file) => file.endsWith(PACKED)))
    fs.writeFileSync(
      path.join(folder, name.slice(0, -PACKED.length)),
      gunzipSync(fs.readFileSync(path.join(from, name))),
    )
}

function checksum(folders) {
  const sum = createHash('sha256')
  for (const folder of folders)
    for (const name of fs.readdirSync(path.join(dist, folder)).sort())
      sum.update(name).update(fs.readFileSync(path.join(dist, folder, name)))
  return sum.digest('hex').slice(0, 16)
}
