import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

// The headless one needs a third less processor time (measured: 68 s instead of 103 for five journeys).
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

/** Switches that keep Chromium quiet on a closed network and let it run as root. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A Chromium to test with: Playwright's own, or one on PATH; on Debian as root the package is installed.
 * Otherwise throws one sentence that says what to install.
 */
export function findChromium(): string {
  const found = present()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Debian’s chromium for the browser tests …')
    execFileSync('apt-get', ['update'], { stdio: 'ignore' })
    const install = ['install', '-y', '--no-install-recommends']
    const { status } = spawnSync('apt-get', [...install, 'chromium-headless-shell'], { stdio: 'ignore' })
    if (status !== 0) execFileSync('apt-get', [...install, 'chromium'], { stdio: 'ignore' })
    const installed = present()
    if (installed) return installed
  }
  throw new Error(
    'The browser tests need Chromium: run "npx playwright install chromium", or install the package "chromium-headless-shell" or "chromium".',
  )
}

function present(): string | undefined {
  if (process.env.CHROMIUM && existsSync(process.env.CHROMIUM)) return process.env.CHROMIUM
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path))
}
