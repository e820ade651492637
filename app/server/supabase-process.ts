import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { env, rereadEnv } from '#app/platform/env.server.ts'
import { log } from '#app/platform/log.server.ts'
import { supabaseKeys } from './keys.ts'
import { freePort } from '#app/platform/free-port.server.ts'

const program = fileURLToPath(new URL('./embedded-supabase.ts', import.meta.url))
/** A first start on a machine that is busy or small; a process that ends is noticed at once. */
const ready = { timeout: 600_000 }

/** What the process says of its start. */
type Message = { type: 'ready'; port: number } | { type: 'refused'; reason: string }

export type EmbeddedSupabase = {
  /** The database's process id, for tests that end it the hard way. */
  readonly pid: number | undefined
  /** Ends the database politely; resolves when its files are closed. */
  stop(): Promise<void>
  /** Ends it at once: its files are safe, and nothing is left behind that holds them. */
  kill(): void
}

/**
 * Starts the embedded Supabase, keeps it running (a database that dies is started again on the same port)
 * and points this process's settings at it.
 */
export async function startEmbeddedSupabase(): Promise<EmbeddedSupabase> {
  const keys = supabaseKeys(env().DATA_DIR)
  const port = await freePort()
  let child: ChildProcess
  let stopping = false
  let failures = 0

  const start = () =>
    new Promise<void>((resolve, reject) => {
      child = fork(program, {
        env: { ...process.env, SUPABASE_PORT: String(port) },
        execArgv: [],
        silent: true,
      })
      child.stdout?.on('data', (chunk) => log.debug({ database: String(chunk).trim() }, 'database'))
      child.stderr?.on('data', (chunk) => log.debug({ database: String(chunk).trim() }, 'database'))
      let lastWords = ''
      child.stderr?.on('data', (chunk) => (lastWords = `${lastWords}${chunk}`.slice(-2000)))
      const late = setTimeout(
        () => reject(new Error('The database did not start within ten minutes.')),
        ready.timeout,
      )
      child.on('message', (message: Message) => {
        clearTimeout(late)
        if (message.type === 'refused') {
          stopping = true
          return reject(new Error(message.reason))
        }
        failures = 0
        resolve()
      })
      child.on('exit', (code, signal) => {
        clearTimeout(late)
        reject(new Error(`The database did not start (${signal ?? code}): ${lastWords.trim()}`))
        if (stopping) return
        const pause = Math.min(5_000, 100 * 2 ** failures++)
        log.error({ code, signal, pause }, 'the database ended; starting it again')
        setTimeout(() => !stopping && start().catch((error: Error) => log.error(error.message)), pause)
      })
    })

  await start()
  process.env.SUPABASE_URL = `http://127.0.0.1:${port}`
  process.env.SUPABASE_PUBLISHABLE_KEY = keys.publishable
  process.env.SUPABASE_SECRET_KEY = keys.secret
  process.env.SUPABASE_EMBEDDED = '1'
  rereadEnv()

  return {
    get pid() {
      return child.pid
    },
    kill() {
      stopping = true
      child.kill('SIGKILL')
    },
    stop: () =>
      new Promise((resolve) => {
        stopping = true
        if (child.exitCode !== null || child.signalCode !== null) return resolve()
        const impatient = setTimeout(() => child.kill('SIGKILL'), 2_500)
        child.on('exit', () => {
          clearTimeout(impatient)
          resolve()
        })
        child.send('end')
      }),
  }
}
