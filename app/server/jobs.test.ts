import { rmSync } from 'node:fs'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { appUrl, rereadEnv } from '#app/platform/env.server.ts'
import { deleteOldEmails, sendDueEmails } from '#app/platform/mail/outbox.server.ts'
import { postOffice } from '#app/platform/mail/post.server.ts'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { templateSpecs, emailComposers } from '#app/features/emails/composers.ts'
import { outboxHere, startJobs } from './jobs.ts'
import { demoFolder } from './testing/demo-folder.ts'
import { startEmbeddedSupabase, type EmbeddedSupabase } from './supabase-process.ts'
import { freePort } from '#app/platform/free-port.server.ts'

const dataDir = await demoFolder('database')
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
})
afterAll(async () => {
  await supabase?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})
afterEach(async () => {
  await mailServerDown()
  await serviceDb().from('letters').delete().not('id', 'is', null)
  await serviceDb().from('letter_texts').delete().not('id', 'is', null)
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
  ...letters: {
    kind: string
    recipient: string
    facts: Record<string, string | number>
    application_id?: string
  }[]
): Promise<void> {
  const { error } = await serviceDb().from('letters').insert(letters)
  expect(error).toBeNull()
}

type Row = {
  subject: string
  body_text: string
  body_html: string
  facts: object
  sent_at: string | null
  last_error: string | null
  attempts: number
  due_at: string
}
async function emailTo(recipient: string): Promise<Row> {
  const { data } = await serviceDb().from('letters').select('*').eq('recipient', recipient).single()
  return data as Row
}

async function sendOnce(keepWords = true) {
  const post = postOffice()
  try {
    return await sendDueEmails(serviceDb(), {
      writers: emailComposers(appUrl),
      texts: templateSpecs,
      post,
      keepWords,
    })
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
  await expect.poll(sent, { timeout: 120_000 }).toBe(24)
  await Promise.all([one.stop(), two.stop()])
  expect(arrived.map(({ to }) => to).toSorted()).toEqual(addresses.toSorted())
})

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
  const waiting = await emailTo('late@quay.example')
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
  const done = await emailTo('late@quay.example')
  expect([done.sent_at !== null, done.last_error, done.attempts]).toEqual([true, null, 2])
})

test('elsewhere than in the embedded mode a sent letter forgets its link and keeps its subject', async () => {
  await mailServerUp()
  await write(invitation('brief@quay.example'))
  await sendOnce(false)
  expect(arrived).toHaveLength(1)
  const row = await emailTo('brief@quay.example')
  expect(row.subject).toContain('Quay & <Lantern>')
  expect([row.body_text, row.facts]).toEqual(['', {}])
})

/** An application of the demo alliance, and an email about it. */
async function aboutAnApplication(to: string) {
  const { data } = await serviceDb()
    .from('applications')
    .select('id')
    .not('number', 'is', null)
    .limit(1)
    .single()
  const facts = { token: 'cd'.repeat(24), number: 7, legalName: 'Quay & <Lantern>', focalName: 'Nia' }
  const due = '2027-01-23T10:00:00+00:00'
  return { kind: 'application-received', recipient: to, application_id: data!.id, facts: { ...facts, due } }
}

test('a letter about an application stays readable in its case, without what its link opens', async () => {
  await mailServerUp()
  await write(await aboutAnApplication('case@quay.example'))
  await sendOnce(false)
  expect(arrived[0]!.text).toContain('cd'.repeat(24))
  const { body_text, body_html, facts } = await emailTo('case@quay.example')
  expect(body_text).toContain('Dear Nia,')
  expect(body_text).toContain('https://portal.example/application/open/…')
  expect(body_html).toContain('Quay &#38; &#60;Lantern&#62;')
  expect(body_html).toContain('href="https://portal.example/application/open/…"')
  expect(JSON.stringify([body_text, body_html, facts])).not.toMatch(/[0-9a-f]{48}/)
  expect(facts).toEqual({})
})

test('after a month other letters are forgotten, those of an application stay with it', async () => {
  await write(await aboutAnApplication('case@quay.example'), invitation('gone@quay.example'))
  const sent_at = new Date(Date.now() - 31 * 86_400_000).toISOString()
  await serviceDb().from('letters').update({ sent_at }).not('id', 'is', null)
  await deleteOldEmails(serviceDb())
  const { data } = await serviceDb().from('letters').select('recipient')
  expect(data).toEqual([{ recipient: 'case@quay.example' }])
})

async function saveText(text: { subject: string; body: string }, version = 1) {
  const { error } = await serviceDb()
    .from('letter_texts')
    .insert({ key: 'invitation', version, ...text })
  expect(error).toBeNull()
}

test('a letter leaves in the words that coordinators gave it, in both forms', async () => {
  await mailServerUp()
  await saveText({
    subject: 'Come to {{institution}}',
    body: '{{greeting}}\n\n<b>{{inviter}}</b> asks you to {{institution}}.\n\nYour role: {{role}}.',
  })
  await write(invitation('own@quay.example'))
  await sendOnce()
  const { subject, body_text, body_html } = await emailTo('own@quay.example')
  expect(subject).toBe('Come to Quay & <Lantern>')
  expect(body_text).toMatch(
    /^Dear Nia,\n\n<b>Ada Quist<\/b> asks you to Quay & <Lantern>\.\n\nYour role: editor\.\n\n/,
  )
  expect(body_text).toContain(`https://portal.example/invitation/${'ab'.repeat(24)}`)
  expect(body_html).toContain('&#60;b&#62;Ada Quist&#60;/b&#62; asks you to Quay &#38; &#60;Lantern&#62;.')
})

test('saved words that no longer fit stop no letter: it leaves in the standard ones', async () => {
  await mailServerUp()
  await saveText({ subject: 'Hello', body: 'This names {{nothing}} that there is, and not the institution.' })
  await write(invitation('fallback@quay.example'))
  await sendOnce()
  const { subject, body_text } = await emailTo('fallback@quay.example')
  expect(subject).toContain('Invitation to the alliance portal')
  expect(body_text).not.toContain('{{')
})

test('news tells mail programs where one chooses letters; what nobody chose does not', async () => {
  await mailServerUp()
  const news = { name: 'Nia', institution: 'Quay', slug: 'quay' }
  await write(
    { kind: 'new-member', recipient: 'news@quay.example', facts: news },
    invitation('not-news@quay.example'),
  )
  await sendOnce()
  const textTo = (address: string) => arrived.find(({ to }) => to === address)!.text
  expect(textTo('news@quay.example')).toContain('List-Unsubscribe: <https://portal.example/account/email>')
  expect(textTo('not-news@quay.example')).not.toContain('List-Unsubscribe')
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
  expect((await emailTo('one@quay.example')).last_error).toContain('unheard-of')
  expect((await emailTo('two@quay.example')).sent_at).toBeNull()
})

test('without a mail server letters get their words and stay readable', async () => {
  expect(outboxHere().keepWords).toBe(false)
  delete process.env.SMTP_URL
  rereadEnv()
  try {
    expect(outboxHere().keepWords).toBe(true)
    await write(invitation('desk@quay.example'))
    await sendOnce()
    expect((await emailTo('desk@quay.example')).body_text).toContain('https://portal.example/invitation/')
  } finally {
    process.env.SMTP_URL = `smtp://127.0.0.1:${port}`
    rereadEnv()
  }
})
