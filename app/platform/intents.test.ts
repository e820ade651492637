import { expect, test } from 'vitest'
import { z } from 'zod'
import { done, outOfDate, refused } from './form.ts'
import { answerIntent, button, fields } from './intents.ts'

const Id = z.uuid({ error: 'No such id.' })
const id = 'b8a0a3b0-5a1f-4a37-9a57-54c8b6f7a111'

const press = (body: string) =>
  new Request('https://portal.example/', {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })

const page = (request: Request, more?: { otherwise?: 'invite'; unknown?: string }) =>
  answerIntent(
    request,
    {
      invite: fields(z.object({ email: z.email('Not an address.') }), async ({ email }) =>
        email === 'ada@example.org'
          ? done(`Invited ${email}.`)
          : refused(409, 'Invited already.', 'email', { stamp: 'new' }),
      ),
      end: button(z.object({ person: Id }), async ({ person }) =>
        person === id ? done('Ended.') : refused(409, 'Gone.'),
      ),
    },
    more,
  )

test('a form is known by its intent, and its handler gets what the schema made of it', async () => {
  expect(await page(press('intent=invite&email=ada%40example.org'))).toEqual(done('Invited ada@example.org.'))
  expect(await page(press(`intent=end&person=${id}`))).toEqual(done('Ended.'))
})

test.each(['intent=remove&email=x', 'email=x', 'intent=toString&email=x', 'intent=__proto__&email=x'])(
  'an unknown intent is refused with a sentence, and what was typed is kept: %s',
  async (body) => {
    const outcome = await page(press(body))
    expect(outcome).toMatchObject({ ok: false, status: 400, reply: { errors: { '': [outOfDate] } } })
    expect(outcome).toHaveProperty('reply.values.email', 'x')
  },
)

test('a page may say what an unknown form is, and which form has no intent', async () => {
  const unknown = await page(press('intent=x'), { unknown: 'Nothing here.' })
  expect(unknown).toHaveProperty('reply.errors', { '': ['Nothing here.'] })
  expect(await page(press('email=ada%40example.org'), { otherwise: 'invite' })).toMatchObject({ ok: true })
})

test('a field that does not fit has its message, and what was typed is kept', async () => {
  expect(await page(press('intent=invite&email=ada&password=secret'))).toEqual({
    ok: false,
    status: 400,
    reply: { errors: { email: ['Not an address.'] }, values: { intent: 'invite', email: 'ada' } },
  })
})

test('a refusal of the handler keeps what was typed, except what is newer', async () => {
  expect(await page(press('intent=invite&email=bela%40example.org&stamp=old'))).toEqual({
    ok: false,
    status: 409,
    reply: {
      errors: { email: ['Invited already.'] },
      values: { intent: 'invite', email: 'bela@example.org', stamp: 'new' },
    },
  })
})

test('a button whose hidden field does not fit is told that its page is old, at no field', async () => {
  const gone = { ok: false, status: 400, reply: { errors: { '': [outOfDate] }, values: {} } }
  expect(await page(press('intent=end&person=nobody'))).toEqual(gone)
  expect(await page(press('intent=end'))).toEqual(gone)
})
