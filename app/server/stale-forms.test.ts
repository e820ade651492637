import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootPortal, type TestPortal } from './testing/portal.ts'
import { hiddenField, Visitor } from './testing/visitor.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await bootPortal()
})
afterAll(() => portal?.stop())

const text = JSON.stringify({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Kept.' }] }],
})
type Form = {
  at: string
  who: string
  /** The field that says which state the form began from. */
  name: string
  fields: Record<string, string>
  unfit: Record<string, string>
}
const forms: Form[] = [
  {
    at: '/manage/pages/about',
    who: 'marta@alliance.example',
    name: 'version',
    fields: { title: 'About us', content: text },
    unfit: { title: '' },
  },
  {
    at: '/manage/emails/templates/application-received',
    who: 'marta@alliance.example',
    name: 'version',
    fields: { intent: 'save', subject: 'Received', body: 'By {{due}}.' },
    unfit: { body: '{{no such word}}' },
  },
  {
    at: '/manage/settings',
    who: 'marta@alliance.example',
    name: 'stamp',
    fields: {
      quorum: '3',
      reviewDays: '40',
      informationDays: '20',
      draftDays: '60',
      warningDays: '7',
      appealDays: '20',
      retentionMonths: '12',
    },
    unfit: { reviewDays: 'two' },
  },
  {
    at: '/institutions/havel-institute/profile',
    who: 'jonas@havel-institute.example',
    name: 'stamp',
    fields: { name: 'Havel Institute', kind: 'think tank', country: 'DE', city: 'Potsdam' },
    unfit: { name: '' },
  },
  {
    at: '/compendia/missions-that-can-leave/settings',
    who: 'jonas@havel-institute.example',
    name: 'updatedAt',
    fields: {
      intent: 'keep',
      title: 'Missions that can leave',
      summary: 'A summary.',
      draftsDueOn: '',
      reviewDueOn: '',
      launchOn: '',
      language: 'en',
      visibility: 'members',
    },
    unfit: { title: '' },
  },
]

test('two windows in one part of an application: the second is told, and its words are kept', async () => {
  const visitor = new Visitor(portal.url)
  const begun = { email: 'two-windows@applicants.example', shown: String(Date.now() - 60_000), homepage: '' }
  expect((await visitor.post('/join/apply', begun)).status).toBe(302)
  const at = '/join/apply/institution'
  const began = (html: string) => hiddenField(html, 'began')!
  const first = await visitor.get(at)
  const both = began(first.html)

  expect((await visitor.post(at, { began: both, legalName: 'Radio of the River', go: 'work' })).status).toBe(
    302,
  )
  const told = await visitor.post(at, { began: both, city: 'Bamako', go: 'work' })
  expect(told.status).toBe(409)
  expect(told.html).toContain('saved in another window')
  expect(told.html).toContain('value="Bamako"')
  const stands = (await visitor.get(at)).html
  expect(stands).toContain('value="Radio of the River"')
  expect(began(told.html)).toBe(began(stands))
  expect((await visitor.post(at, { began: began(stands), city: 'Bamako', go: 'work' })).status).toBe(302)
  for (const state of ['', 'x', '0'.repeat(33)])
    expect((await visitor.post(at, { began: state, city: 'Kayes', go: 'work' })).status).toBe(400)
})

test.each(forms)(
  'at $at nobody saves over a state they were not told of, and who was told saves at the first press',
  async ({ at, who, name, fields, unfit }) => {
    const visitor = await new Visitor(portal.url).signIn(who)
    const began = (html: string) => hiddenField(html, name)
    const form = async (changes: Record<string, string>) => {
      const { status, html } = await visitor.post(at, { ...fields, ...changes })
      return { status, began: began(html) }
    }
    const opened = began((await visitor.get(at)).html)!
    // Saved in another window meanwhile, while here something is put right first that did not fit.
    expect((await form({ [name]: opened })).status).toBe(302)
    expect(await form({ ...unfit, [name]: opened })).toEqual({ status: 400, began: opened })

    const told = await form({ [name]: opened })
    expect(told).toEqual({ status: 409, began: began((await visitor.get(at)).html) })
    expect((await form({ [name]: told.began! })).status).toBe(302)

    for (const state of ['', 'undefined', '1e99', '0000-01-01T00:00:00Z', '2026-02-30 00:00:00+00'])
      expect([400, 409]).toContain((await form({ [name]: state })).status)
  },
)
