/**
 * Makes what runs of what tsc made, as the second half of `npm run build`:
 *
 *     tsc -p tsconfig.build.json && node build.mjs [dist]
 *
 * `dist/bundle/` has the modules of `dist/` joined in fewer files: those that are always loaded together are one file, and
 * what is loaded on demand stays so. What a file of `bin/` starts keeps its name. Packages stay outside. `dist/tables/` has the packed tables of `data/`, unpacked.
 */
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { rollup } from 'rollup'

const here = path.dirname(fileURLToPath(import.meta.url))
const dist = path.resolve(here, process.argv[2] ?? 'dist')
const PACKED = '.gz'

await bundle([path.join(dist, 'main.js'), path.join(dist, 'commands/plan-worker.js')], path.join(dist, 'bundle'))
unpack(path.join(here, 'data'), path.join(dist, 'tables'))

async function bundle(starts, folder) {
  const build = await rollup({
    input: starts,
    external: (id) => !id.startsWith('.') && !path.isAbsolute(id),
    // No module of ours does anything by being loaded; packages may.
    treeshake: { moduleSideEffects: (_id, isExternal) => isExternal },
    preserveEntrySignatures: 'allow-extension',
    logLevel: 'warn',
    onwarn: (warning) => {
      throw new Error(warning.message)
    },
  })
  fs.rmSync(folder, { recursive: true, force: true })
  await build.write({
    dir: folder,
    entryFileNames: '[name].js',
    // Flat, because modules look for `data/` two folders up from where they are.
    chunkFileNames: '[name].js',
    generatedCode: 'es2015',
    minifyInternalExports: false,
    // In bytes: what is smaller goes with something else that those who load it load, too, where there is something.
    experimentalMinChunkSize: 3000,
  })
  await build.close()
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
