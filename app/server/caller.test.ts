import type { Request } from 'express'
import { expect, test, vi } from 'vitest'
import { askOnce } from './caller.ts'

const ada = { personId: 'ada', session: null }

function request(cookie: string, headersSent = false) {
  const append = vi.fn()
  return { req: { headers: { cookie }, res: { headersSent, append } } as unknown as Request, append }
}

function questions() {
  const open: { cookie: string; setCookie(header: string): void; answer(): void; fail(): void }[] = []
  const callerOf = askOnce(
    (cookie, setCookie) =>
      new Promise((resolve, reject) => {
        open.push({ cookie, setCookie, answer: () => resolve(ada), fail: () => reject(new Error('away')) })
      }),
  )
  return { open, callerOf }
}

test('requests with the same cookies at the same time share one question and its cookies', async () => {
  const { open, callerOf } = questions()
  const [one, two, gone] = [request('a=1'), request('a=1'), request('a=1', true)]
  const answers = Promise.all([callerOf(one.req), callerOf(two.req), callerOf(gone.req)])
  open[0]!.setCookie('a=2')
  open[0]!.answer()
  expect(await answers).toEqual([ada, ada, ada])
  expect(open).toHaveLength(1)
  expect(one.append).toHaveBeenCalledWith('Set-Cookie', 'a=2')
  expect(two.append).toHaveBeenCalledWith('Set-Cookie', 'a=2')
  expect(gone.append).not.toHaveBeenCalled()
})

test('other cookies are another question, and so is the next request', async () => {
  const { open, callerOf } = questions()
  const first = [callerOf(request('a=1').req), callerOf(request('a=2').req)]
  expect(open.map(({ cookie }) => cookie)).toEqual(['a=1', 'a=2'])
  for (const question of open) question.answer()
  await Promise.all(first)
  void callerOf(request('a=1').req)
  expect(open).toHaveLength(3)
})

test('a database that is away is told to all who asked, and asked again by the next', async () => {
  const { open, callerOf } = questions()
  const both = Promise.allSettled([callerOf(request('a=1').req), callerOf(request('a=1').req)])
  open[0]!.fail()
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  void callerOf(request('a=1').req)
  expect(open).toHaveLength(2)
})
