import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import '#app/platform/i18n/index.ts'
import { log, loggedPath } from '#app/platform/log.server.ts'
import { onRowLeftOut } from '#app/platform/rows.ts'
import { NonceContext } from '#app/ui/nonce.ts'

// The rows are read in the bundle of the pages, so it is told here, not at the start of the server.
onRowLeftOut((one) => log.warn(one, 'a row that does not fit was left out of a list'))

/**
 * Renders a page: streamed to people, whole to robots. It ends early only when its reader has gone. Nothing in a page is waited for:
 * a limit of time would do no more than cut the end off a page that a busy machine is still sending, and without its end no
 * script takes a page over.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { nonce }: AppLoadContext,
) {
  return new Promise<Response>((resolve, reject) => {
    let code = status
    const whole = isbot(request.headers.get('user-agent'))
    const answer = () => {
      const body = new PassThrough()
      headers.set('Content-Type', 'text/html; charset=utf-8')
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }))
      pipe(body)
    }
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remix} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        ...(whole ? { onAllReady: answer } : { onShellReady: answer }),
        onShellError: reject,
        onError(error) {
          if (request.signal.aborted) return
          code = 500
          log.error({ error: error instanceof Error ? error.message : String(error) }, 'rendering failed')
        },
      },
    )
    request.signal.addEventListener('abort', () => abort(), { once: true })
  })
}

/** A loader or action that threw: logged with the request's number, told without details. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
) {
  if (request.signal.aborted) return
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
  log.error(
    { requestId: context?.requestId, path: loggedPath(new URL(request.url).pathname), error: message, stack },
    'loader or action failed',
  )
}
