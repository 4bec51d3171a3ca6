import * as http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { askOf } from './ask.js'
import { openClock, type SandboxClock } from './clock.js'
import { control } from './control.js'
import { openFaults, type FaultRule } from './faults.js'
import { personaIn, type Persona } from './personas.js'
import { mostWithin, type LogLine, type WindowQuestion } from './request-log.js'
import type { Answer, Ask, OpenService, Service, ServiceName, Switches } from './service.js'
import { services as allServices } from './services.js'
import { send, type SendOptions } from './wire.js'
import { seedWorld, type World } from './world.js'

export interface SandboxOptions {
  services?: Service[]
  seed?: number
  /** How many parts in a color the world has, 300 by default and at most 13,000 or so: more for tests of size. */
  pairs?: number
  /** 0 takes a free one. */
  port?: number
  /** Scheme, host and port that clients see when they come through a proxy: `https://api.example.org`. */
  publicBase?: string
  /** The moment at which the clock stands, in milliseconds since 1970. The real clock when left out. */
  clock?: number | 'real'
  mode?: 'strict' | 'lenient'
  compress?: SendOptions['compress']
  /** Milliseconds that each answer takes at least. */
  latency?: number
  switches?: Partial<Record<ServiceName, Switches>>
  faults?: FaultRule[]
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string
  /** The address of a service: what `url` of `[markets.NAME]` and `BRICK_NAME_URL` are set to. */
  urlOf(name: ServiceName): string
  world: World
  clock: SandboxClock
  log: LogLine[]
  /** Hosts and ports that were asked for when this was used as a proxy. */
  tunnels: string[]
  persona(name: string): Persona
  fault(...rules: FaultRule[]): void
  clearFaults(): void
  set(name: ServiceName, switches: Switches): void
  counters(): Record<string, Record<string, number>>
  /** The largest number of calls in any stretch of so many milliseconds. */
  mostWithin(question: WindowQuestion): number
  /** A new world, nothing counted, no faults, the switches and the clock as at the start. */
  reset(seed?: number): void
  /** Refuses connections until `resume`. */
  refuse(): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

/** Servers that answer as the marketplaces do, on a port of 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { services = allServices, clock: start = 'real', mode = 'strict', compress = 'first', latency = 0 } = options
  const clock = openClock(start)
  const faults = openFaults()
  const log: LogLine[] = []
  const busy = new Map<ServiceName, number>()
  const sockets = new Set<Socket>()
  const tunnels: string[] = []
  let [open, switches, world] = begin(options.seed)

  const server = http.createServer({ keepAliveTimeout: 5_000 }, (asked, response) => {
    respond(asked, response).catch((error: unknown) => {
      response.destroy()
      console.error(error)
    })
  })
  // As a proxy: whatever host is asked for, all marketplaces are at it.
  server.on('connect', (asked: http.IncomingMessage, socket: Socket, head: Buffer) => {
    tunnels.push(asked.url ?? '')
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    if (head.length > 0) socket.unshift(head)
    server.emit('connection', socket)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  await listen(options.port ?? 0)
  const { port } = server.address() as AddressInfo

  const sandbox: Sandbox = {
    url: `http://127.0.0.1:${port}`,
    urlOf: (name) => `http://127.0.0.1:${port}${services.find((service) => service.name === name)?.prefix ?? ''}`,
    ...{ clock, log, tunnels },
    get world() {
      return world
    },
    persona(name) {
      const persona = world.personas.find((one) => one.name === name)
      if (!persona) throw new Error(`there is no persona ${name}`)
      return persona
    },
    fault: (...rules) => rules.forEach((rule) => faults.add(rule)),
    clearFaults: () => faults.clear(),
    set: (name, changed) => Object.assign(switches.get(name) ?? {}, changed),
    counters: () => Object.fromEntries([...open].map(([name, service]) => [name, service.counters()])),
    mostWithin: (question) => mostWithin(log, question),
    reset(seed = options.seed) {
      ;[open, switches, world] = begin(seed)
      clock.set(start)
    },
    refuse: stop,
    resume: () => listen(port),
    close: stop,
  }
  return sandbox

  function begin(seed?: number): [Map<ServiceName, OpenService>, Map<ServiceName, Switches>, World] {
    const fresh = seedWorld(seed, { pairs: options.pairs ?? 300 })
    faults.clear()
    options.faults?.forEach((rule) => faults.add(rule))
    log.length = 0
    tunnels.length = 0
    const settings = new Map(
      services.map(({ name, switches: defaults }) => [name, { ...defaults, ...options.switches?.[name] }]),
    )
    const opened = services.map((service): [ServiceName, OpenService] => {
      return [service.name, service.open(fresh, { switches: settings.get(service.name) ?? {}, mode })]
    })
    return [new Map(opened), settings, fresh]
  }

  function listen(where: number): Promise<void> {
    return new Promise((resolve, reject) => {
      server.once('error', reject).listen(where, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  }

  function stop(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  }

  async function respond(asked: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { ask, path, line } = await askOf(asked, { time: clock.now(), publicBase: options.publicBase })
    const service = services.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`))
    if (!service) {
      const answer = path.startsWith('/_sandbox/') ? control(sandbox, path, ask) : NOTHING
      return send(asked, response, answer, { time: clock.now(), compress: 'never' })
    }
    const entry: LogLine = { n: log.length + 1, ...line, service: service.name, status: 0 }
    const persona = personaIn(`${ask.url} ${ask.headers['authorization'] ?? ''} ${ask.body}`, world.personas)
    if (persona) entry.persona = persona.name
    log.push(entry)
    ask.note = (more) => Object.assign(entry, more)
    ask.path = path.slice(service.prefix.length)
    const inFlight = (busy.get(service.name) ?? 0) + 1
    busy.set(service.name, inFlight)
    response.on('close', () => busy.set(service.name, (busy.get(service.name) ?? 1) - 1))
    const answer = inFlight > (service.parallel ?? Infinity) ? overrun(entry) : await answered(service.name, ask, entry)
    const wait = Math.max(latency, answer.trouble?.wait ?? 0)
    if (answer.trouble?.reset !== 'before') entry.status = answer.status
    await send(asked, response, { ...answer, trouble: { ...answer.trouble, wait } }, { time: clock.now(), compress })
  }

  async function answered(name: ServiceName, ask: Ask, entry: LogLine): Promise<Answer> {
    const fault = faults.next(name, ask)
    if (fault?.name) entry.fault = fault.name
    if (fault?.instead) return fault.instead
    const answer = (await open.get(name)?.answer(ask)) ?? NOTHING
    return fault ? fault.after(answer) : answer
  }
}

/** A call too many at the same time. */
function overrun(entry: LogLine): Answer {
  entry.fault = 'parallel'
  return { status: 200, trouble: { reset: 'before' } }
}

const NOTHING: Answer = { status: 404, headers: { 'Content-Type': 'text/plain' }, body: 'no marketplace is here\n' }
