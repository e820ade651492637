import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the pages are made of. */
export const sources = ['app', 'public', 'vite.config.ts', 'remix.config.js', 'package-lock.json']
const stamp = 'build/.made-from'

/** Builds the pages unless nothing they are made of has changed since the last build. */
export async function buildIfChanged(): Promise<void> {
  const fingerprint = fingerprintOf(sources)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return
  await new Promise<void>((resolve, reject) => {
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
  mkdirSync('build', { recursive: true })
  writeFileSync(stamp, fingerprint)
}

/** A digest of files and folders. Content, not dates: a fresh clone of an unchanged tree needs no second build. */
export function fingerprintOf(paths: string[]): string {
  const hash = createHash('sha256')
  const visit = (path: string) => {
    if (!existsSync(path)) return
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
