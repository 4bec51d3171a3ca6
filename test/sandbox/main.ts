import { parseArgs } from 'node:util'
import { startSandbox, type Sandbox, type SandboxOptions } from './server.js'

const USAGE = `npm run sandbox -- [options]

All marketplaces on this machine, for as long as it runs.

  --port N             listen on this port of 127.0.0.1 (default 8731; 0 takes a free one)
  --seed N             another world: other prices, stocks and orders (default 1)
  --pairs N            so many parts in a color (default 300)
  --public-base URL    what clients call this when they come through a proxy
  --strict, --lenient  whether BrickLink refuses two calls in the same second (default strict)`

const given = read()

if (given.help) {
  process.stdout.write(`${USAGE}\n`)
} else {
  const base = given['public-base']
  const options: SandboxOptions = {
    ...{ port: numberOf('port'), seed: numberOf('seed'), pairs: numberOf('pairs') },
    mode: given.lenient && !given.strict ? 'lenient' : 'strict',
    ...(base === undefined ? {} : { publicBase: base.replace(/\/$/, '') }),
  }
  const sandbox = await startSandbox(options).catch((error: Error) => fail(`cannot listen: ${error.message}`))
  process.stdout.write(`${introduction(sandbox)}\n`)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void sandbox.close())
}

function read() {
  const switches = { type: 'boolean', default: false } as const
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '8731' },
        seed: { type: 'string', default: '1' },
        pairs: { type: 'string', default: '300' },
        'public-base': { type: 'string' },
        ...{ strict: switches, lenient: switches, help: { ...switches, short: 'h' } },
      },
    }).values
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  }
}

function numberOf(name: 'port' | 'seed' | 'pairs'): number {
  const value = Number(given[name])
  if (Number.isSafeInteger(value) && value >= 0) return value
  return fail(`--${name} takes a whole number, not ${given[name]}`)
}

function fail(message: string): never {
  process.stderr.write(`sandbox: ${message}\n`)
  process.exit(2)
}

function introduction(sandbox: Sandbox): string {
  const { bricklink, brickowl, rebrickable, brickset } = sandbox.persona('ok')
  return `The sandbox answers at ${sandbox.url}. Stop it with Ctrl-C.

Point brick at it:

  export BRICK_BRICKLINK_URL=${sandbox.urlOf('bricklink')}
  export BRICK_BRICKOWL_URL=${sandbox.urlOf('brickowl')}
  export BRICK_REBRICKABLE_URL=${sandbox.urlOf('rebrickable')}
  export BRICK_BRICKSET_URL=${sandbox.urlOf('brickset')}

Keys of the persona "ok", to whom everything is allowed:

  BrickLink    consumer key ${bricklink?.consumerKey}, consumer secret ${bricklink?.consumerSecret}
               token ${bricklink?.token}, token secret ${bricklink?.tokenSecret}
  Brick Owl    ${brickowl?.key}
  Rebrickable  ${rebrickable?.key}, user ${rebrickable?.username}, password ${rebrickable?.password}
  Brickset     ${brickset?.apiKey}, user ${brickset?.username}, password ${brickset?.password}

Others have troubles of their own: ${others(sandbox)}.
Their keys:     curl ${sandbox.url}/_sandbox/personas
What was asked: curl ${sandbox.url}/_sandbox/log
Make it fail:   curl ${sandbox.url}/_sandbox/faults -d '{"fault":"status-502","times":3}'

More in test/sandbox/README.md.`
}

function others({ world }: Sandbox): string {
  const names = world.personas.map(({ name }) => name)
  return names.filter((name) => name !== 'ok').join(', ')
}
