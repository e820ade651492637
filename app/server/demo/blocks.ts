import type { DocumentJson } from '#app/editor/render/index.ts'

/** Small words to write demo chapters with; they make the JSON of the editor's grammar. */
const words = (text: string): DocumentJson[] =>
  text.split(/(\*\*[^*]+\*\*|_[^_]+_)/).flatMap((part) => {
    if (part === '') return []
    if (part.startsWith('**')) return [{ type: 'text', text: part.slice(2, -2), marks: [{ type: 'bold' }] }]
    if (part.startsWith('_')) return [{ type: 'text', text: part.slice(1, -1), marks: [{ type: 'italic' }] }]
    return [{ type: 'text', text: part }]
  })

export const p = (text: string): DocumentJson => ({ type: 'paragraph', content: words(text) })
export const arabic = (text: string): DocumentJson => ({
  type: 'paragraph',
  attrs: { dir: 'rtl' },
  content: words(text),
})
export const h2 = (text: string): DocumentJson => ({
  type: 'heading',
  attrs: { level: 2 },
  content: words(text),
})
export const h3 = (text: string): DocumentJson => ({
  type: 'heading',
  attrs: { level: 3 },
  content: words(text),
})
export const quote = (text: string): DocumentJson => ({ type: 'blockquote', content: [p(text)] })
export const bullets = (...items: string[]): DocumentJson => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [p(item)] })),
})
export const key = (...messages: string[]): DocumentJson => ({
  type: 'callout',
  attrs: { kind: 'key-message' },
  content: messages.map(p),
})
export const recommend = (addressee: string, ...texts: string[]): DocumentJson => ({
  type: 'callout',
  attrs: { kind: 'recommendation', addressee },
  content: texts.map(p),
})
export const table = (head: string[], ...rows: string[][]): DocumentJson => ({
  type: 'table',
  content: [
    { type: 'tableRow', content: head.map((cell) => ({ type: 'tableHeader', content: [p(cell)] })) },
    ...rows.map((row) => ({
      type: 'tableRow',
      content: row.map((cell) => ({ type: 'tableCell', content: [p(cell)] })),
    })),
  ],
})
