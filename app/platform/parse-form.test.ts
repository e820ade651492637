import { globSync, readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { formOf } from './form-body.ts'
import { fieldsOf, parseForm, readForm } from './parse-form.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const Schema = z.object({ name: z.string().max(5, 'Too long.'), rows: z.array(z.string()).default([]) })

function sent(body: string, type = 'application/x-www-form-urlencoded') {
  return new Request('https://portal.example/', { method: 'POST', body, headers: { 'Content-Type': type } })
}
function parts(count: number) {
  const part = '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nAda\r\n'
  return sent(`${part.repeat(count)}--x--\r\n`, 'multipart/form-data; boundary=x')
}
const statusOf = (request: Request) =>
  formOf(request).then(
    () => 200,
    (refused: unknown) => (refused as Response).status,
  )

test('a form of many fields is gone through once, not once for each field', () => {
  const form = new FormData()
  for (let n = 0; n < 500; n++) form.append(`field${n}`, 'x')
  form.append('name', 'Ada')
  form.append('name', 'Bela')
  form.append('rows[]', 'one')
  form.append('rows[]', 'two')
  form.append('password', 'a secret')
  form.append('file', new File(['x'], 'x.txt'))
  const each = vi.spyOn(form, 'getAll')
  const all = vi.spyOn(form, Symbol.iterator)
  expect(readForm(form, Schema)).toMatchObject({
    ok: true,
    value: { name: 'Ada', rows: ['one', 'two'] },
    values: { name: 'Ada,Bela', 'rows[]': 'one,two', field0: 'x', file: '' },
  })
  expect(fieldsOf(form)).not.toHaveProperty('password')
  expect(each).not.toHaveBeenCalled()
  expect(all).toHaveBeenCalledTimes(2)
})

test('a form of more than a thousand fields is refused before it is parsed, however it is sent', async () => {
  const parsing = vi.spyOn(FormData.prototype, 'append')
  expect(await statusOf(sent('a=b&'.repeat(20_000)))).toBe(413)
  expect(await statusOf(sent('&'.repeat(60_000)))).toBe(413)
  expect(await statusOf(parts(20_000))).toBe(413)
  expect(parsing).not.toHaveBeenCalled()
  expect(await statusOf(sent('a=b&'.repeat(1_000)))).toBe(200)
  expect(await statusOf(parts(1_000))).toBe(200)
})

test.each([
  ['text', 'text/plain', 'name=Ada', 415],
  ['JSON', 'application/json', '{"name":"Ada"}', 415],
  ['no type at all', '', 'name=Ada', 415],
  ['parts without a boundary', 'multipart/form-data', 'name=Ada', 415],
  ['parts with an empty boundary', 'multipart/form-data; boundary=', 'name=Ada', 400],
  ['parts that are none', 'multipart/form-data; boundary=x', 'name=Ada', 400],
  ['parts cut off', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; na', 400],
])('a body of %s is refused and is no fault of the portal', async (_, type, body, status) => {
  expect(await statusOf(sent(body, type))).toBe(status)
})

test('a form can be asked for twice, and its text is what was typed', async () => {
  const request = sent('name=%zz%C3%A9+&rows[]=1&rows%5B%5D=2')
  expect((await formOf(request)).get('name')).toBe('%zzé ')
  expect(await parseForm(request, Schema)).toMatchObject({ ok: true, value: { rows: ['1', '2'] } })
  const quoted = sent(
    '--a b\r\nContent-Disposition: form-data; name="name"\r\n\r\nÅsa\r\n--a b--\r\n',
    'multipart/form-data; boundary="a b"',
  )
  expect(await parseForm(quoted, Schema)).toMatchObject({ ok: true, value: { name: 'Åsa' } })
})

test('no action reads a form past the limits', () => {
  const files = globSync('app/**/*.{ts,tsx}').filter((file) => !file.endsWith('.test.ts'))
  const own = files.filter((file) => /\.formData\(\)/.test(readFileSync(file, 'utf8')))
  // The second reads in the browser what the browser sends.
  expect(own.toSorted()).toEqual(['app/platform/form-body.ts', 'app/routes/compendia.$slug.tsx'])
})
