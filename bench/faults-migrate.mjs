// Brings a collection to a later version that does not exist, with a step that takes a while. For faults.mjs, which
// kills it.  node bench/faults-migrate.mjs FILE DIST
import * as path from 'node:path'
import { pathToFileURL } from 'node:url'

const [, , file, dist] = process.argv
const load = (name) => import(pathToFileURL(path.resolve(dist, 'store', `${name}.js`)))
const [{ openDatabase }, { migrate }, { COLLECTION_SCHEMA }] = await Promise.all(
  ['sqlite', 'migrate', 'collection-schema'].map(load),
)
const steps = [
  ...COLLECTION_SCHEMA.steps,
  "ALTER TABLE batch ADD COLUMN later TEXT NOT NULL DEFAULT ''",
  'CREATE TABLE copy AS SELECT * FROM entry; CREATE INDEX copy_part ON copy (part, color, quantity)',
]
const database = await openDatabase(file, { title: 'the collection' })
await migrate(database, { ...COLLECTION_SCHEMA, steps }, { title: 'the collection' })
database.close()
console.log('done')
