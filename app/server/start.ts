import { env } from '#app/platform/env.server.ts'
import { buildIfChanged } from './build.ts'
import { demoAccounts, demoPassword } from './demo-accounts.ts'
import { endAfterUncaughtErrors } from './fatal.ts'

const development = process.argv.includes('--dev')
if (development) process.env.NODE_ENV = 'development'
process.env.NODE_ENV ||= 'production'

let stopPortal = async () => {}
endAfterUncaughtErrors(() => stopPortal())

try {
  env()
  if (!development) await buildIfChanged()
  const { startPortal } = await import('./main.ts')
  const portal = await startPortal({ development })
  stopPortal = portal.stop
  console.log(`\nThe portal is at ${portal.url}`)
  if (portal.demo) {
    console.log(`\nDemo accounts (password: ${demoPassword})`)
    for (const { email, who } of demoAccounts) console.log(`  ${email.padEnd(34)} ${who}`)
  }
  if (portal.letters) console.log(`\nEmails can be read at ${portal.url}/dev/mail\n`)
  const stop = () => void portal.stop().then(() => process.exit(0))
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
} catch (error) {
  console.error(`The portal did not start. ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
