import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Awareness } from 'y-protocols/awareness'
import { Doc } from 'yjs'
import { documentJson, type DocumentJson } from '#app/editor/render/index.ts'
import { DOCUMENT_FIELD, editorSchema } from '#app/editor/schema.ts'
import { Skeleton } from '#app/ui/index.ts'

const ChapterEditor = lazy(async () => ({
  default: (await import('#app/editor/react/index.ts')).ChapterEditor,
}))

type TextEditorProps = {
  /** What stands there at first. */
  content: DocumentJson
  label: string
  /** The name of the form's field that carries the text, as JSON. */
  name: string
}

/** The editor of the chapters for one writer: the text lives on this page until the form is sent. */
export function TextEditor({ content, label, name }: TextEditorProps) {
  const [first] = useState(content)
  const [held, setHeld] = useState<{ doc: Doc; awareness: Awareness } | null>(null)
  const [json, setJson] = useState(() => JSON.stringify(content))

  // Made in the browser only, and from what stood there at first: a newer version elsewhere takes nothing away.
  useEffect(() => {
    const doc = new Doc()
    prosemirrorJSONToYXmlFragment(editorSchema(), first, doc.getXmlFragment(DOCUMENT_FIELD))
    doc.on('update', () => setJson(JSON.stringify(documentJson(doc))))
    setHeld({ doc, awareness: new Awareness(doc) })
    return () => doc.destroy()
  }, [first])

  return (
    <div className="min-h-96 rounded-md border border-edge bg-paper">
      <input type="hidden" name={name} value={json} />
      {held && (
        <Suspense fallback={<Skeleton className="m-6 h-64" />}>
          <ChapterEditor {...held} editable language="en" label={label} user={null} />
        </Suspense>
      )}
    </div>
  )
}
