import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Document } from '@hocuspocus/server'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { log } from '#app/platform/log.server.ts'
import { CLOSE, documentName } from '../protocol.ts'
import { createDocumentCache } from './document-cache.ts'
import { startThreads } from './threads.ts'

test('loading a chapter while the portal closes is not logged as an error, and the client is told to come back', async () => {
  let asked = () => {}
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const silent = createServer(() => asked()).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
  const errors = vi.spyOn(log, 'error')
  const threads = startThreads({ url, key: 'secret-key-of-a-test' })
  const document = Object.assign(new Y.Doc(), {
    name: documentName('0198c0de-0000-7000-8000-000000000001'),
  }) as unknown as Document
  try {
    const loading = createDocumentCache(threads).load(document)
    const refused = expect(loading).rejects.toMatchObject({ ending: CLOSE.goingAway })
    await isAsked
    await threads.close()
    await refused
    await expect(createDocumentCache(threads).load(document)).rejects.toMatchObject({
      ending: CLOSE.goingAway,
    })
    expect(errors).not.toHaveBeenCalled()
  } finally {
    silent.close()
    silent.closeAllConnections()
  }
})
