/** What is to be given up when the user presses Ctrl-C. */
export interface Interrupt {
  signal: AbortSignal
  /** From now on, Ctrl-C ends the process again, at once. */
  end(): void
}

/** The first Ctrl-C lets what is under way come to a good end; the second ends the process. */
export function watchInterrupt(): Interrupt {
  const controller = new AbortController()
  const stop = () => {
    end()
    controller.abort()
  }
  for (const name of SIGNALS) process.on(name, stop)
  return { signal: controller.signal, end }

  function end(): void {
    for (const name of SIGNALS) process.off(name, stop)
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
