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
  const [held] = useState(() => {
    const doc = new Doc()
    prosemirrorJSONToYXmlFragment(editorSchema(), content, doc.getXmlFragment(DOCUMENT_FIELD))
    return { doc, awareness: new Awareness(doc) }
  })
  const [json, setJson] = useState(() => JSON.stringify(content))
  const [here, setHere] = useState(false)
  const { doc, awareness } = held

  useEffect(() => {
    setHere(true)
    const note = () => setJson(JSON.stringify(documentJson(doc)))
    doc.on('update', note)
    return () => doc.off('update', note)
  }, [doc])

  return (
    <div className="min-h-96 rounded-md border border-edge bg-paper">
      <input type="hidden" name={name} value={json} />
      {here && (
        <Suspense fallback={<Skeleton className="m-6 h-64" />}>
          <ChapterEditor doc={doc} awareness={awareness} editable language="en" label={label} user={null} />
        </Suspense>
      )}
    </div>
  )
}
