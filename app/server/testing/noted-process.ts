import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'

/** A program that does nothing until it is killed; `name` stands among its arguments. Its number is on the note. */
export async function notedProcess(note: string, name: string): Promise<ChildProcess> {
  const program = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1e6)', name])
  await once(program.stdout, 'data')
  writeFileSync(note, String(program.pid))
  return program
}
