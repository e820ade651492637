import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { startPortalProcess, type PortalProcess } from '../portal.ts'
import { startDatabase, type LoneDatabase } from './database.ts'
import { eventually } from './editors.ts'
import { rounds } from './rounds.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'portal-letters-'))
const portals: PortalProcess[] = []
const arrived: string[] = []
let database: LoneDatabase | undefined
const mail = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, { envelope }, done) {
    stream.resume()
    stream.on('end', () => {
      arrived.push(...envelope.rcptTo.map(({ address }) => address))
      done()
    })
  },
})

afterAll(async () => {
  for (const portal of portals) await portal.stop()
  await database?.end()
  await new Promise<void>((resolve) => mail.close(resolve))
  rmSync(dataDir, { recursive: true, force: true })
})

const count = rounds(200, 1_000)

test(`of ${count} letters that are due, two processes of the portal send each exactly once`, async () => {
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve))
  const { port } = mail.server.address() as AddressInfo
  database = await startDatabase()
  const letters = Array.from({ length: count }, (_, n) => ({
    kind: 'invitation',
    recipient: `reader${n}@many.example`,
    facts: { token: 'ab'.repeat(24), name: 'Nia', institution: 'Quay', role: 'editor', inviter: null },
  }))
  await database.database.request('letters', 'POST', letters)
  const settings = { ...database.settings, SMTP_URL: `smtp://127.0.0.1:${port}` }
  portals.push(
    ...(await Promise.all(
      ['a', 'b'].map((name) => startPortalProcess({ dataDir: join(dataDir, name), env: settings })),
    )),
  )
  const ours = () => arrived.filter((to) => to.endsWith('@many.example'))
  await eventually(
    () => ours().length >= count,
    () => `${ours().length} of ${count} letters arrived`,
    600_000,
  )

  const unsent = 'letters?recipient=like.*many.example&sent_at=is.null&select=id'
  const left = async () => ((await database!.database.request(unsent, 'GET', undefined)) as unknown[]).length
  await expect.poll(left, { timeout: 120_000 }).toBe(0)
  expect(ours()).toHaveLength(count)
  expect(new Set(ours()).size).toBe(count)
})
