import { spawn } from 'node:child_process'
import { processorSecondsOfEnded } from './processor-time.ts'

/** `processor`: seconds of it that the program and all it started have used. */
export type Result = { code: number; output: string; processor: number }

/** What children had used when the last one ended: the difference is what the next one to end has used. */
let usedByEnded = processorSecondsOfEnded()

/** Runs a program to its end; arguments that are objects are environment variables. */
export function command(program: string, ...rest: (string | Record<string, string>)[]): Promise<Result> {
  const args = rest.filter((arg) => typeof arg === 'string')
  const env = Object.assign({ ...process.env }, ...rest.filter((arg) => typeof arg !== 'string'))
  return new Promise((resolve) => {
    let processor = 0
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 127, output: error.message, processor }))
    child.on('exit', () => {
      const used = processorSecondsOfEnded()
      processor = used - usedByEnded
      usedByEnded = used
    })
    child.on('close', (code) => resolve({ code: code ?? 1, output, processor }))
  })
}
