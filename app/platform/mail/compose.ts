/** The words of one letter: both forms say the same. */
export type Words = { subject: string; text: string; html: string }

export type Draft = {
  subject: string
  /** Plain sentences, one paragraph each. */
  paragraphs: readonly string[]
  /** The one thing to do, if there is one. */
  action?: { label: string; url: string }
  /** Small print under the letter. */
  foot?: string
}

/** Sets a letter: a plain-text form, and an HTML form in which nothing from outside is markup. */
export function compose({ subject, paragraphs, action, foot }: Draft): Words {
  const text = [...paragraphs, action && `${action.label}: ${action.url}`, foot].filter(Boolean).join('\n\n')
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family:Georgia,serif;font-size:17px;line-height:1.6;color:#222;max-width:34rem;margin:2rem auto;padding:0 1rem">
<h1 style="font-size:22px">${escaped(subject)}</h1>
${paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n')}
${action ? `<p><a href="${escaped(action.url)}" style="color:#1d4f91">${escaped(action.label)}</a></p>` : ''}
${foot ? `<p style="color:#555">${escaped(foot)}</p>` : ''}
</body>
</html>`
  return { subject, text, html }
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
