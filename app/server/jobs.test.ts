import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { rereadEnv } from '#app/platform/env.server.ts'
import { sendDueLetters } from '#app/platform/mail/outbox.server.ts'
import { postOffice } from '#app/platform/mail/post.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { letterWriters, startJobs } from './jobs.ts'
import { startEmbeddedSupabase, type EmbeddedSupabase } from './supabase-process.ts'
import { freePort } from '#app/platform/free-port.server.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'letters-'))
let supabase: EmbeddedSupabase
let port: number
let server: SMTPServer | undefined
const arrived: { to: string; text: string }[] = []

beforeAll(async () => {
  port = await freePort()
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    APP_URL: 'https://portal.example',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  })
  delete process.env.SUPABASE_URL
  rereadEnv()
  supabase = await startEmbeddedSupabase()
}, 120_000)
afterAll(async () => {
  await supabase?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})
afterEach(async () => {
  await mailServerDown()
  await serviceDb().from('letters').delete().not('id', 'is', null)
  arrived.length = 0
})

function mailServerUp(): Promise<void> {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (chunk) => (text += chunk))
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo) arrived.push({ to: address, text })
        done()
      })
    },
  })
  return new Promise((resolve) => server!.listen(port, '127.0.0.1', resolve))
}

async function mailServerDown() {
  const closing = server
  server = undefined
  if (closing) await new Promise<void>((resolve) => closing.close(resolve))
}

const invitation = (to: string) => ({
  kind: 'invitation',
  recipient: to,
  facts: {
    token: 'ab'.repeat(24),
    name: 'Nia',
    institution: 'Quay & <Lantern>',
    role: 'editor',
    inviter: 'Ada Quist',
  },
})

async function write(
  ...letters: { kind: string; recipient: string; facts: Record<string, string> }[]
): Promise<void> {
  const { error } = await serviceDb().from('letters').insert(letters)
  expect(error).toBeNull()
}

type Row = {
  subject: string
  body_text: string
  facts: object
  sent_at: string | null
  last_error: string | null
  attempts: number
  due_at: string
}
async function letterTo(recipient: string): Promise<Row> {
  const { data } = await serviceDb().from('letters').select('*').eq('recipient', recipient).single()
  return data as Row
}

async function sendOnce(keepWords = true) {
  const post = postOffice()
  try {
    return await sendDueLetters(serviceDb(), { writers: letterWriters, post, keepWords })
  } finally {
    post.close()
  }
}

test('every letter arrives once, though two processes send at the same time', async () => {
  await mailServerUp()
  const addresses = Array.from({ length: 24 }, (_, n) => `reader${n}@quay.example`)
  await write(...addresses.map(invitation))
  const one = startJobs()
  const two = startJobs()
  const sent = async () =>
    (
      await serviceDb()
        .from('letters')
        .select('id', { count: 'exact', head: true })
        .in('recipient', addresses)
        .not('sent_at', 'is', null)
    ).count
  await expect.poll(sent, { timeout: 30_000 }).toBe(24)
  await Promise.all([one.stop(), two.stop()])
  expect(arrived.map(({ to }) => to).toSorted()).toEqual(addresses.toSorted())
}, 60_000)

test('the link of a letter leads to the address of the settings, and nothing in it is markup from outside', async () => {
  await mailServerUp()
  await write(invitation('nia@quay.example'))
  await sendOnce()
  const [letter] = arrived
  const words = letter!.text.replace(/=\r\n/g, '').replace(/=3D/g, '=')
  expect(words).toContain(`https://portal.example/invitation/${'ab'.repeat(24)}`)
  expect(words).toContain('Quay &#38; &#60;Lantern&#62;')
  expect(words).toMatch(/Message-ID: <[\w-]+@gapo\.example>/)
})

test('a letter waits while the mail server is down, and leaves when it is back', async () => {
  await write(invitation('late@quay.example'))
  expect(await sendOnce()).toBe(1)
  const waiting = await letterTo('late@quay.example')
  expect(waiting.sent_at).toBeNull()
  expect(waiting.last_error).toContain('ECONNREFUSED')
  expect(Date.parse(waiting.due_at)).toBeGreaterThan(Date.now() + 20_000)
  expect(await sendOnce()).toBe(0)

  await mailServerUp()
  await serviceDb()
    .from('letters')
    .update({ due_at: new Date(0).toISOString() })
    .eq('recipient', 'late@quay.example')
  expect(await sendOnce()).toBe(1)
  expect(arrived.map(({ to }) => to)).toEqual(['late@quay.example'])
  const done = await letterTo('late@quay.example')
  expect([done.sent_at !== null, done.last_error, done.attempts]).toEqual([true, null, 2])
})

test('elsewhere than in the embedded mode a sent letter forgets its link and keeps its subject', async () => {
  await mailServerUp()
  await write(invitation('brief@quay.example'))
  await sendOnce(false)
  expect(arrived).toHaveLength(1)
  const row = await letterTo('brief@quay.example')
  expect(row.subject).toContain('Quay & <Lantern>')
  expect([row.body_text, row.facts]).toEqual(['', {}])
})

test('a letter nobody can write, or whose facts do not fit, harms no other letter', async () => {
  await mailServerUp()
  await write(
    { kind: 'unheard-of', recipient: 'one@quay.example', facts: {} },
    { kind: 'invitation', recipient: 'two@quay.example', facts: { token: '../../evil' } },
    invitation('three@quay.example'),
  )
  expect(await sendOnce()).toBe(3)
  expect(arrived.map(({ to }) => to)).toEqual(['three@quay.example'])
  expect((await letterTo('one@quay.example')).last_error).toContain('unheard-of')
  expect((await letterTo('two@quay.example')).sent_at).toBeNull()
})

test('without a mail server letters get their words and stay readable', async () => {
  delete process.env.SMTP_URL
  rereadEnv()
  try {
    await write(invitation('desk@quay.example'))
    await sendOnce()
    expect((await letterTo('desk@quay.example')).body_text).toContain('https://portal.example/invitation/')
  } finally {
    process.env.SMTP_URL = `smtp://127.0.0.1:${port}`
    rereadEnv()
  }
})
