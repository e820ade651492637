/** Two editors side by side on two documents that send each other everything, without a server between them. */
import i18next from 'i18next'
import { createRoot } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import '../../app/ui/theme.css'
import { ChapterEditor, OutlinePanel, type EditorReport } from '../../app/editor/react/index.ts'
import { documentJson, outline, renderHtml, seedDocument } from '../../app/editor/render/index.ts'
import words from '../../app/platform/i18n/en/editor.ts'

void i18next.use(initReactI18next).init({
  lng: 'en',
  resources: { en: { editor: words } },
  defaultNS: 'editor',
  interpolation: { escapeValue: false },
})

interface Pane {
  doc: Y.Doc
  awareness: Awareness
}

const names = { left: 'Kwame Mensah', right: 'Lena Brandt' } as const
type Side = keyof typeof names

const panes = { left: openPane('left', 0), right: openPane('right', 1) }
const reports: EditorReport[] = []
let connected = true

function openPane(side: Side, colour: number): Pane {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  awareness.setLocalState({ user: { name: names[side], colour } })
  return { doc, awareness }
}

function send(from: Pane, to: Pane) {
  from.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (connected && origin !== 'remote') Y.applyUpdate(to.doc, update, 'remote')
  })
  from.awareness.on(
    'update',
    (changes: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown) => {
      if (origin === 'remote') return
      const clients = [...changes.added, ...changes.updated, ...changes.removed]
      applyAwarenessUpdate(to.awareness, encodeAwarenessUpdate(from.awareness, clients), 'remote')
    },
  )
}
send(panes.left, panes.right)
send(panes.right, panes.left)

const desk = {
  reports,
  html: (side: Side = 'left') => renderHtml(documentJson(panes[side].doc)),
  rows: () => documentJson(panes.left.doc).content?.[0]?.content?.map((row) => row.content?.length) ?? [],
  untouched: () => panes.left.doc.store.clients.size === 0 && panes.right.doc.store.clients.size === 0,
  seed: () => Y.applyUpdate(panes.left.doc, seedDocument([{ heading: 'Context', hint: 'What happened.' }])),
  disconnect: () => {
    connected = false
  },
  reconnect: () => {
    connected = true
    Y.applyUpdate(panes.left.doc, Y.encodeStateAsUpdate(panes.right.doc), 'remote')
    Y.applyUpdate(panes.right.doc, Y.encodeStateAsUpdate(panes.left.doc), 'remote')
  },
  /** Paragraphs that arrive from the right, before the one at `index`. */
  arrive: (index: number, texts: string[]) => {
    const fragment = panes.right.doc.getXmlFragment('default')
    const paragraphs = texts.map((text) => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(text)])
      return paragraph
    })
    fragment.insert(Math.min(index, fragment.length), paragraphs)
  },
  /** The awareness state of a client that follows no rules. */
  intrude: (state: unknown) => {
    const doc = new Y.Doc()
    const awareness = new Awareness(doc)
    awareness.setLocalState(state as Record<string, unknown>)
    applyAwarenessUpdate(panes.left.awareness, encodeAwarenessUpdate(awareness, [doc.clientID]), 'remote')
    awareness.destroy()
  },
}
export type Desk = typeof desk
Object.assign(window, { desk })

function Place({ side }: { side: Side }) {
  return (
    <section aria-label={side}>
      <ChapterEditor
        doc={panes[side].doc}
        awareness={panes[side].awareness}
        editable={!location.search.includes('reading')}
        language="en"
        label={`Chapter, ${side}`}
        user={null}
        onReport={(report) => reports.push(report)}
      />
    </section>
  )
}

const root = document.createElement('main')
root.style.cssText = 'display: grid; grid-template-columns: 1fr 1fr'
document.body.append(root)
createRoot(root).render(
  <>
    <h1 style={{ gridColumn: '1 / -1' }}>Two at one chapter</h1>
    <Place side="left" />
    {location.search.includes('alone') ? null : <Place side="right" />}
    <OutlinePanel entries={outline(documentJson(panes.left.doc))} current={null} onGo={() => {}} />
  </>,
)
