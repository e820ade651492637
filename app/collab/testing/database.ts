import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { demoFolder } from '#app/server/testing/demo-folder.ts'
import { freePort } from '#app/platform/free-port.server.ts'

export type TestDatabase = {
  dataDir: string
  /** What a process needs to know to use it. */
  settings: Record<string, string>
  [Symbol.asyncDispose](): Promise<void>
}

/** The embedded Supabase in a process and a folder of its own, with the demo alliance in it. */
export async function openDatabase(): Promise<TestDatabase> {
  const dataDir = await demoFolder('database')
  const port = await freePort()
  let child: ChildProcess
  async function start() {
    child = fork(resolve('app/server/embedded-supabase.ts'), {
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        SUPABASE_PORT: String(port),
        DATABASE_URL: '',
        LOG_LEVEL: 'silent',
      },
      execArgv: [],
      silent: true,
    })
    let last = ''
    child.stderr?.on('data', (chunk) => (last = `${last}${chunk}`.slice(-1000)))
    const ended = once(child, 'exit').then(() =>
      Promise.reject(new Error(`the database did not start: ${last}`)),
    )
    await Promise.race([once(child, 'message'), ended])
    ended.catch(() => {})
  }
  await start()
  const keys = JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')) as {
    publishable: string
    secret: string
  }
  return {
    dataDir,
    settings: {
      DATA_DIR: dataDir,
      SUPABASE_URL: `http://127.0.0.1:${port}`,
      SUPABASE_PUBLISHABLE_KEY: keys.publishable,
      SUPABASE_SECRET_KEY: keys.secret,
      SUPABASE_EMBEDDED: '1',
    },
    async [Symbol.asyncDispose]() {
      const gone = once(child, 'exit')
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await gone
      }
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
