import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { doOnce } from './pid-note.ts'

/** What the portal is made of. */
export const sources = ['app', 'public', 'vite.config.ts', 'remix.config.js', 'package-lock.json']
/** The part of it that no page may import (`server-is-composition` in `.dependency-cruiser.cjs`). */
const noPages = 'app/server'
const stamp = 'build/.made-from'

/** Says which process builds just now. Not in `build`, which a build begins by emptying. */
const note = '.building'
const programsThatBuild =
  /app.server.(start|build)\.(ts|cjs)|vitest|playwright|bench.(attacks|collab|membership|pages)/

/**
 * Builds the pages unless nothing they are made of has changed since the last build. Of programs that start at once one
 * builds, and the others wait for it.
 */
export async function buildIfChanged(): Promise<void> {
  const fingerprint = fingerprintOf(sources, noPages)
  await doOnce(note, programsThatBuild, {
    isDone: () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint,
    work: async () => {
      await build()
      writeFileSync(stamp, fingerprint)
    },
  })
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const lines: string[] = []
    const remix = spawn(
      process.execPath,
      ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--logLevel', 'warn'],
      {
        env: { ...process.env, NODE_ENV: 'production' },
      },
    )
    remix.stdout.on('data', (chunk) => lines.push(String(chunk)))
    remix.stderr.on('data', (chunk) => lines.push(String(chunk)))
    remix.on('error', reject)
    remix.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The build failed:\n${lines.join('').slice(-4000)}`)),
    )
  })
}

/** A digest of files and folders. Content, not dates: a fresh clone of an unchanged tree needs no second build. */
export function fingerprintOf(paths: string[], except?: string): string {
  const hash = createHash('sha256')
  const visit = (path: string) => {
    if (path === except || !existsSync(path)) return
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).toSorted()) visit(join(path, name))
    } else if (!/\.test\.tsx?$/.test(path)) {
      hash.update(path).update('\0').update(readFileSync(path)).update('\0')
    }
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

if (import.meta.main) await buildIfChanged()
