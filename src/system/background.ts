import { Worker, workerData, parentPort, type MessagePort } from 'node:worker_threads'

/** Work that is done beside the program, so that it still hears its user: one task at a time. */
export interface Background<Task, News, Result> {
  run(task: Task, told: (news: News) => void): Promise<Result>
  /** Whatever is under way is to end soon, with what it has. */
  hurry(): void
  end(): Promise<void>
}

type Message<News, Result> = { news: News } | { result: Result }

/** Starts a thread with a program of `bin/`, which calls `serveTasks`. */
export function openBackground<Task, News, Result>(program: string): Background<Task, News, Result> {
  const hurried = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL(`../../bin/${program}.js`, import.meta.url), { workerData: hurried })
  // A task that is under way keeps the process alive; waiting for one does not.
  worker.unref()
  return {
    run: (task, told) =>
      new Promise((resolve, reject) => {
        Atomics.store(hurried, 0, 0)
        const settle = (finish: () => void) => {
          worker.off('message', hear).off('error', fail).unref()
          finish()
        }
        const hear = (message: Message<News, Result>) => {
          if ('news' in message) told(message.news)
          else settle(() => resolve(message.result))
        }
        const fail = (error: Error) => settle(() => reject(error))
        worker.ref()
        worker.on('message', hear).on('error', fail).postMessage(task)
      }),
    hurry: () => {
      Atomics.store(hurried, 0, 1)
    },
    end: async () => {
      await worker.terminate()
    },
  }
}

/** In the thread: does each task that comes. `isHurried` is asked as often as one likes. */
export function serveTasks<Task, News, Result>(
  work: (task: Task, means: { tell: (news: News) => void; isHurried: () => boolean }) => Result | Promise<Result>,
): void {
  const port: MessagePort | null = parentPort
  const hurried = workerData as Int32Array
  const say = (message: Message<News, Result>) => port?.postMessage(message)
  const means = { tell: (news: News) => say({ news }), isHurried: () => Atomics.load(hurried, 0) === 1 }
  port?.on('message', (task: Task) => {
    // What goes wrong is an error of the thread, of which the other side hears.
    void Promise.resolve(work(task, means)).then((result) => say({ result }))
  })
}
