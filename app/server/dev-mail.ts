import { Router, type Response } from 'express'
import { serviceDb } from '#app/platform/supabase-service.server.ts'
import { asyncHandler } from './async-handler.ts'

const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** The emails of the embedded mode without SMTP, newest first. Mounted in that mode only. */
export function devMail(): Router {
  const router = Router()
  router.get(
    '/',
    asyncHandler((_req, res) => show(res)),
  )
  return router
}

async function show(res: Response) {
  const { data } = await serviceDb()
    .from('letters')
    .select('id, recipient, subject, body_text, created_at')
    .not('subject', 'is', null)
    .order('created_at', { ascending: false })
    .limit(100)
  const emails = (data ?? []) as {
    recipient: string
    subject: string
    body_text: string
    created_at: string
  }[]
  res.type('html').send(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Emails</title>
<meta name="viewport" content="width=device-width">
<body style="font-family:Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;line-height:1.5">
<h1>Emails</h1><p>The portal runs without a mail server, so its emails are shown here and not sent.</p>
${emails.length === 0 ? '<p>No emails yet.</p>' : ''}
${emails
  .map(
    (
      email,
    ) => `<article style="border-top:1px solid #ccc;padding:1rem 0"><h2 style="font-size:1.1rem;margin:0">${escaped(email.subject)}</h2>
<p style="color:#555;margin:.2rem 0">to ${escaped(email.recipient)} · <time>${escaped(email.created_at)}</time></p>
<pre style="white-space:pre-wrap;font:inherit">${linked(escaped(email.body_text))}</pre></article>`,
  )
  .join('')}</body></html>`)
}

function linked(text: string) {
  return text.replace(/https?:\/\/\S+/g, (url) => `<a href="${url}">${url}</a>`)
}
