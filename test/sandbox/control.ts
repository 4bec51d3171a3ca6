import type { FaultRule } from './faults.js'
import type { WindowQuestion } from './request-log.js'
import type { Sandbox } from './server.js'
import { json, type Answer, type Ask, type ServiceName, type Switches } from './service.js'

/** The paths under `/_sandbox/`, for those who are not in the same process. */
export function control(sandbox: Sandbox, path: string, ask: Ask): Answer {
  const name = path.slice('/_sandbox/'.length)
  const action = ACTIONS[`${ask.method} ${name}`]
  if (!action) return json(404, { error: `there is no ${ask.method} ${name}`, known: Object.keys(ACTIONS) })
  try {
    return json(200, action(sandbox, (ask.body === '' ? {} : JSON.parse(ask.body)) as never, ask) ?? { done: true })
  } catch (error) {
    return json(400, { error: String(error) })
  }
}

type Action = (sandbox: Sandbox, body: never, ask: Ask) => unknown

const ACTIONS: Record<string, Action> = {
  'GET log': ({ log }) => log,
  'GET counters': (sandbox) => sandbox.counters(),
  'GET personas': ({ world }) => world.personas,
  'GET clock': ({ clock }) => ({ time: clock.now() }),
  'GET window': (sandbox, _body, ask) => {
    const question = Object.fromEntries(ask.query) as unknown as WindowQuestion
    return { most: sandbox.mostWithin({ ...question, milliseconds: Number(question.milliseconds) }) }
  },
  'POST reset': (sandbox, { seed }: { seed?: number }) => sandbox.reset(seed),
  'POST clock': ({ clock }, { time, advance }: { time?: number | 'real'; advance?: number }) => {
    if (time !== undefined) clock.set(time)
    if (advance !== undefined) clock.advance(advance)
    return { time: clock.now() }
  },
  'POST faults': (sandbox, rules: FaultRule | FaultRule[]) => sandbox.fault(...[rules].flat()),
  'DELETE faults': (sandbox) => sandbox.clearFaults(),
  'POST switches': (sandbox, changed: Record<ServiceName, Switches>) => {
    for (const [name, switches] of Object.entries(changed)) sandbox.set(name as ServiceName, switches)
  },
  'POST refuse': (sandbox, { milliseconds = 1_000 }: { milliseconds?: number }) => {
    // First the answer has to leave.
    setTimeout(() => {
      void sandbox.refuse()
      setTimeout(() => void sandbox.resume(), milliseconds)
    }, 20)
  },
}
