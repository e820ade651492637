import type { Transporter } from 'nodemailer'
import { appUrl, env } from '../env.server.ts'
import { paths } from '../paths.ts'
import type { Words } from './compose.ts'

/** Where composed emails go. */
export type Post = {
  /** Sends one email; throws when it was not accepted. The id lets a mail system see a repetition. */
  send(letter: Words & { id: string; to: string }): Promise<void>
  close(): void
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** The mail server at SMTP_URL; without one, emails stay in the outbox, where /dev/mail shows them. */
export function postOffice(): Post {
  const { SMTP_URL, MAIL_FROM } = env()
  if (!SMTP_URL) return { send: async () => {}, close: () => {} }
  // Loaded with the first email.
  let transport: Promise<Transporter> | undefined
  const open = async () =>
    (await import('nodemailer')).createTransport({
      url: SMTP_URL,
      pool: true,
      maxConnections: 5,
      ...patience,
    })
  const domain = /@([\w.-]+)/.exec(MAIL_FROM)?.[1] ?? 'localhost'
  return {
    async send({ id, to, subject, text, html }) {
      // News says at its foot where one asks for less; mail programs show that as a button.
      const choices = appUrl() + paths.emailPreferences()
      // An address object is taken as it stands: no comma or bracket in it can add a second recipient.
      const opened = await (transport ??= open())
      await opened.sendMail({
        from: MAIL_FROM,
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(text.includes(choices) && { 'List-Unsubscribe': `<${choices}>` }),
        },
      })
    },
    close: () => void transport?.then((opened) => opened.close()),
  }
}
