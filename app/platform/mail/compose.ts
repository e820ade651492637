/** The words of one email: both forms say the same. */
export type Words = { subject: string; text: string; html: string }

type Link = { label: string; url: string }
export type Draft = {
  subject: string
  /** Plain sentences, one paragraph each. */
  paragraphs: readonly string[]
  /** The one thing to do, if there is one. */
  action?: Link
  /** Small print under the email. */
  foot?: string
  /** Under news that people asked for: where they ask for less. */
  choices?: Link
}

/** Sets an email: a plain-text form, and an HTML form in which nothing from outside is markup. */
export function compose({ subject, paragraphs, action, foot, choices }: Draft): Words {
  const text = [...paragraphs, action && inLine(action), foot, choices && inLine(choices)]
    .filter(Boolean)
    .join('\n\n')
  const small = [foot && escaped(foot), choices && anchor(choices, '#555')].filter(Boolean).join('<br>\n')
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family:Georgia,serif;font-size:17px;line-height:1.6;color:#222;max-width:34rem;margin:2rem auto;padding:0 1rem">
<h1 style="font-size:22px">${escaped(subject)}</h1>
${paragraphs.map((paragraph) => `<p dir="auto">${escaped(paragraph).replaceAll('\n', '<br>\n')}</p>`).join('\n')}
${action ? `<p>${anchor(action, '#1d4f91')}</p>` : ''}
${small ? `<p style="color:#555">${small}</p>` : ''}
</body>
</html>`
  return { subject, text, html }
}

const inLine = ({ label, url }: Link) => `${label}: ${url}`
const anchor = ({ label, url }: Link, colour: string) =>
  `<a href="${escaped(url)}" style="color:${colour}">${escaped(label)}</a>`
const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** Words without the tokens of their links, which open accounts and applications: what may be kept of an email. */
export function withoutTokens({ subject, text, html }: Words): Words {
  return { subject, text: tokenless(text), html: tokenless(html) }
}

const tokenless = (words: string) => words.replace(/[0-9a-f]{48}/g, '…')
