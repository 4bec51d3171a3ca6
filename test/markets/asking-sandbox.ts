import { afterAll, afterEach, beforeEach } from 'vitest'
import { startSandbox, type Sandbox } from '../sandbox/server.js'
import type { Service } from '../sandbox/service.js'
import { WORLD_TIME } from '../sandbox/world.js'
import { openAsking, type Asking, type More } from './asking.js'

interface AskingSandbox {
  sandbox: Sandbox
  /** Asks it with nothing kept; what was open before is closed. */
  open(more?: More): Promise<Asking>
  /** What is open. */
  asking(): Asking
}

/** A sandbox with one service for all tests of a file, as new for each, and its client, closed behind each. */
export async function openAskingSandbox(service: Service): Promise<AskingSandbox> {
  const sandbox = await startSandbox({ services: [service], clock: WORLD_TIME })
  let current: Asking | undefined
  beforeEach(() => sandbox.reset())
  afterEach(close)
  afterAll(() => sandbox.close())
  return { sandbox, open, asking }

  async function open(more?: More): Promise<Asking> {
    await close()
    current = await openAsking(sandbox, service.name, more)
    return current
  }

  function asking(): Asking {
    if (current) return current
    throw new Error('nothing is open')
  }

  async function close(): Promise<void> {
    await current?.close()
    current = undefined
  }
}
