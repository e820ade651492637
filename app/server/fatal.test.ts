import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { log } from '#app/platform/log.server.ts'
import { endAfterUncaughtErrors } from './fatal.ts'

beforeEach(() => void (log.level = 'silent'))

/** Stands for the portal's process. */
function process() {
  const emitter = new EventEmitter()
  return Object.assign(emitter, { exit: vi.fn() }) as EventEmitter & {
    exit: ReturnType<typeof vi.fn>
  } & Pick<NodeJS.Process, 'on' | 'exit'>
}

test.each(['uncaughtException', 'unhandledRejection'])(
  'after an %s the portal stops in order before the process ends with 1',
  async (event) => {
    const ours = process()
    const stopped = Promise.withResolvers<void>()
    const stop = vi.fn(() => stopped.promise)
    endAfterUncaughtErrors(stop, ours)
    ours.emit(event, new Error('nobody caught this'))
    expect(stop).toHaveBeenCalledOnce()
    expect(ours.exit).not.toHaveBeenCalled()
    stopped.resolve()
    await vi.waitFor(() => expect(ours.exit).toHaveBeenCalledExactlyOnceWith(1))
  },
)

test('an error while the portal stops does not begin a second end, and a failed stop ends the process as well', async () => {
  const ours = process()
  const stop = vi.fn(async () => {
    ours.emit('uncaughtException', new Error('one more'))
    throw new Error('could not stop')
  })
  endAfterUncaughtErrors(stop, ours)
  ours.emit('unhandledRejection', 'no error at all')
  await vi.waitFor(() => expect(ours.exit).toHaveBeenCalledExactlyOnceWith(1))
  expect(stop).toHaveBeenCalledOnce()
})
