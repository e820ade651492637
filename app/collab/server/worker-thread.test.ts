import { Worker } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { log } from '#app/platform/log.server.ts'
import { workerThread } from './worker-thread.ts'
import type { Job } from './thread-jobs.ts'

/** A thread that answers each job with its chapter, later, and ends at a chapter called "deadly". */
const code = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', ({ id, chapter }) => {
    if (chapter === 'deadly') setTimeout(() => process.exit(1), 20)
    else if (chapter !== 'endless') setTimeout(() => parentPort.postMessage({ id, value: chapter }), chapter === 'quick' ? 0 : 60)
  })`
const job = (chapter: string): Job => ({ job: 'makeSnapshot', chapter })

test('a job that ends its thread twice is given up, and the jobs beside it are done', async () => {
  let started = 0
  const thread = workerThread('test', () => (++started, new Worker(code, { eval: true })))
  const jobs = ['one', 'deadly', 'two', 'three'].map((chapter) => thread.ask(job(chapter)))
  const [one, deadly, two, three] = await Promise.allSettled(jobs)
  expect([one, two, three].map((outcome) => outcome?.status === 'fulfilled' && outcome.value)).toEqual([
    'one',
    'two',
    'three',
  ])
  expect(deadly).toMatchObject({ status: 'rejected', reason: { name: 'EndedItsThread', away: false } })
  expect(await thread.ask(job('quick'))).toBe('quick')
  expect(started).toBe(3)
  await thread.close()
})

test('a job that takes too long is given up', async () => {
  const errors = vi.spyOn(log, 'error').mockReturnValue()
  const thread = workerThread('test', () => new Worker(code, { eval: true }), 150)
  await expect(thread.ask(job('endless'))).rejects.toMatchObject({ name: 'EndedItsThread' })
  expect(errors).toHaveBeenCalled()
  await thread.close()
  await expect(thread.ask(job('quick'))).rejects.toMatchObject({ name: 'Closed' })
  errors.mockRestore()
})
