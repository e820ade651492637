import type { Editor } from '@tiptap/core'
import { getMarkRange } from '@tiptap/core'
import { ExternalLink } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import {
  Button,
  Dialog,
  FieldError,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  TextField,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { completeAddress, safeAddress } from '../marks/address.ts'

interface LinkPanelProps {
  editor: Editor
  isOpen: boolean
  onClose: () => void
}

/** Asks for the address of a link (and its words, where none are selected), checks it, sets or takes it away. */
export function LinkPanel({ editor, isOpen, onClose }: LinkPanelProps) {
  return (
    <ModalOverlay
      className="editor-veil"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className="editor-dialog">
        <LinkForm editor={editor} onClose={onClose} />
      </Modal>
    </ModalOverlay>
  )
}

function LinkForm({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useTranslation('editor')
  const [start] = useState(() => linkAtSelection(editor))
  const [address, setAddress] = useState(start.href ?? '')
  const [words, setWords] = useState('')
  const [error, setError] = useState<string | null>(null)
  const asksForWords = start.from === start.to

  const leave = (change?: () => void) => {
    onClose()
    // After the dialog has gone, or its focus trap would take the focus back.
    requestAnimationFrame(() => {
      editor.view.focus()
      change?.()
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const href = completeAddress(address)
    if (!href) {
      setError(address.trim() === '' ? t('link.empty') : t('link.refused'))
      return
    }
    leave(() => setLink(editor, start, href, asksForWords ? words.trim() || address.trim() : null))
  }
  const opened = safeAddress(start.href)

  return (
    <Dialog className="editor-dialog-body">
      <form onSubmit={submit} noValidate>
        <Heading slot="title">{start.href ? t('link.change') : t('link.add')}</Heading>
        <TextField
          value={address}
          onChange={(value) => {
            setAddress(value)
            setError(null)
          }}
          isInvalid={error !== null}
          inputMode="url"
          autoFocus
        >
          <Label>{t('link.address')}</Label>
          <Input placeholder="https://" spellCheck={false} autoComplete="off" dir="ltr" />
          <FieldError>{error}</FieldError>
        </TextField>
        {asksForWords && (
          <TextField value={words} onChange={setWords}>
            <Label>{t('link.words')}</Label>
            <Input placeholder={t('link.wordsPlaceholder')} />
          </TextField>
        )}
        <div className="editor-dialog-actions">
          {start.href && (
            <Button
              type="button"
              className="tool-words"
              onPress={() =>
                leave(() =>
                  editor.chain().setTextSelection(start).unsetLink().setTextSelection(start.to).run(),
                )
              }
            >
              {t('link.remove')}
            </Button>
          )}
          {opened && (
            <a className="tool-words" href={opened} target="_blank" rel="noopener noreferrer">
              <ExternalLink aria-hidden size={16} /> {t('link.open')}
            </a>
          )}
          <span className="editor-gap" />
          <Button type="button" className="tool-words" onPress={() => leave()}>
            {t('link.cancel')}
          </Button>
          <Button type="submit" className="tool-words" data-main>
            {start.href ? t('link.save') : t('link.set')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface LinkPlace {
  from: number
  to: number
  href: string | null
}

function linkAtSelection(editor: Editor): LinkPlace {
  const { selection, schema, doc } = editor.state
  const type = schema.marks.link
  const range = type && getMarkRange(doc.resolve(selection.from), type)
  const href: unknown = editor.getAttributes('link').href
  if (range && selection.to <= range.to) return { ...range, href: typeof href === 'string' ? href : null }
  return { from: selection.from, to: selection.to, href: typeof href === 'string' ? href : null }
}

function setLink(editor: Editor, { from, to }: LinkPlace, href: string, words: string | null): void {
  const mark = { type: 'link', attrs: { href } }
  const chain = editor.chain().setTextSelection({ from, to })
  if (words === null) chain.setLink({ href }).setTextSelection(to).run()
  else
    chain
      .insertContent({ type: 'text', text: words, marks: [mark] })
      .unsetMark('link')
      .run()
}
