import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'

export type KeptWordsProps = {
  /** One entry a paragraph. */
  words: readonly string[]
  /** Of what they are: the name of the files. */
  name: string
}

/** Words that could not be sent, to be read, copied and downloaded. */
export function KeptWords({ words, name }: KeptWordsProps) {
  const { t } = useTranslation('ui')
  const id = useId()
  const [copied, setCopied] = useState(false)
  if (words.length === 0) return null
  const text = words.join('\n\n')
  return (
    <div className="mt-3 flex flex-col gap-2">
      <label htmlFor={id} className="font-semibold">
        {t('keptWords.label')}
      </label>
      <textarea
        id={id}
        readOnly
        dir="auto"
        rows={4}
        value={text}
        className="control max-h-96 min-h-24 resize-y leading-relaxed"
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          onPress={() =>
            void navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {t('keptWords.copy')}
        </Button>
        <Button onPress={() => download(`${name}.txt`, 'text/plain', text)}>{t('keptWords.text')}</Button>
        <Button onPress={() => download(`${name}.html`, 'text/html', htmlOf(words, name))}>
          {t('keptWords.html')}
        </Button>
        <span role="status">{copied ? t('keptWords.copied') : ''}</span>
      </div>
    </div>
  )
}

function htmlOf(words: readonly string[], name: string): string {
  const body = words.map((one) => `<p dir="auto">${escaped(one)}</p>`).join('\n')
  return `<!doctype html>\n<meta charset="utf-8">\n<title>${escaped(name)}</title>\n${body}\n`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function download(file: string, type: string, text: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  link.download = file
  link.click()
  URL.revokeObjectURL(link.href)
}
