type Message = { to: string; subject: string; text?: string; html?: string }
type Sql = { exec(query: string, ...parameters: readonly unknown[]): Promise<unknown> }

/** Puts a letter of Supabase Auth into the portal's own outbox, so that every letter goes one way. */
export async function sendAuthLetter(connection: Sql, message: Message): Promise<void> {
  await connection.exec(
    `insert into public.letters (kind, recipient, subject, body_text, body_html) values ('account', $1, $2, $3, $4)`,
    message.to,
    message.subject,
    plainText(message.html ?? ''),
    message.html ?? '',
  )
}

/** The words of one of our own templates, links written out. */
export function plainText(html: string): string {
  return html
    .replace(/<(head|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<a [^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g, '$2: $1')
    .replace(/<\/(p|h1|div|tr)>/g, '\n\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*\n\s*/g, '\n\n')
    .trim()
}
