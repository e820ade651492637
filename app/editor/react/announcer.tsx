import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from './presence.ts'

const GATHER_MS = 1200

interface AnnouncerProps {
  people: readonly Person[]
  /** Whoever sits here; one's own coming and going is no news. */
  self?: string | null
}

/** Tells a screen reader, politely and in one sentence, who came and who went. Shows nothing. */
export function Announcer({ people, self = null }: AnnouncerProps) {
  const { t, i18n } = useTranslation('editor')
  const [words, setWords] = useState('')
  const known = useRef<Map<string, string> | null>(null)

  useEffect(() => {
    // Connections come and go in bursts; what counts is who is here when it has settled.
    const timer = setTimeout(() => {
      const now = new Map(
        people.filter(({ key, name }) => key !== self && name !== self).map((p) => [p.key, p.name]),
      )
      const before = known.current
      known.current = now
      if (!before) return
      const list = new Intl.ListFormat(i18n.language || 'en', { type: 'conjunction' })
      const joined = [...now].filter(([key]) => !before.has(key)).map(([, name]) => name)
      const left = [...before].filter(([key]) => !now.has(key)).map(([, name]) => name)
      const sentences = [
        joined.length > 0 && t('presence.joined', { names: list.format(joined), count: joined.length }),
        left.length > 0 && t('presence.left', { names: list.format(left), count: left.length }),
      ].filter((sentence) => sentence !== false)
      if (sentences.length > 0) setWords(sentences.join(' '))
    }, GATHER_MS)
    return () => clearTimeout(timer)
  }, [people, self, t, i18n.language])

  return (
    <output aria-live="polite" className="editor-unseen">
      {words}
    </output>
  )
}
