import { Link } from '@tiptap/extension-link'
import { markPasteRule } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { safeAddress } from './address.ts'
import { addressesInText, asAddress } from './addresses-in-text.ts'

/**
 * A link: `href` and nothing else is stored. Addresses outside http, https and mailto are not parsed, not set
 * and not rendered; the same rule guards the static rendering, since a hostile client can write any attribute.
 */
export const ChapterLink = Link.extend({
  // Text typed right after a link is not part of it.
  inclusive: false,

  addAttributes() {
    return { href: { default: null, parseHTML: (element) => safeAddress(element.getAttribute('href')) } }
  },

  parseHTML() {
    return [
      { tag: 'a[href]', getAttrs: (element) => (safeAddress(element.getAttribute('href')) ? null : false) },
    ]
  },

  renderHTML({ HTMLAttributes }) {
    const href = safeAddress(HTMLAttributes.href)
    return href ? ['a', { href, rel: 'noopener' }, 0] : ['span', 0]
  },

  // Links of Markdown first, so that the address inside one is not taken for one of its own.
  addPasteRules() {
    return [
      ...(this.parent?.() ?? []),
      markPasteRule({
        type: this.type,
        find: (text) =>
          addressesInText(text).map(({ from, to, href }) => ({
            index: from,
            text: text.slice(from, to),
            data: { href },
          })),
        getAttributes: ({ data }) => ({ href: safeAddress(data?.href) }),
      }),
    ]
  },

  /** An address pasted over words makes them a link. */
  addProseMirrorPlugins() {
    const { type } = this
    return [
      new Plugin({
        key: new PluginKey('pasteLink'),
        props: {
          handlePaste: (view, _event, slice) => {
            const { from, to, empty } = view.state.selection
            const href =
              slice.content.childCount === 1 ? asAddress(slice.content.firstChild?.textContent ?? '') : null
            if (empty || !href || !view.state.doc.resolve(from).sameParent(view.state.doc.resolve(to)))
              return false
            view.dispatch(view.state.tr.addMark(from, to, type.create({ href })))
            return true
          },
        },
      }),
    ]
  },
}).configure({
  openOnClick: false,
  // What is typed becomes a link in `react/plugins/autolink.ts`.
  autolink: false,
  shouldAutoLink: () => false,
  defaultProtocol: 'https',
  protocols: [],
  markdownLinks: true,
  HTMLAttributes: { target: null, rel: 'noopener', class: null },
  isAllowedUri: (address) => safeAddress(address) !== null || !/^[a-z][a-z0-9+.-]*:/i.test(address),
})
