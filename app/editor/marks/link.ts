import { Link } from '@tiptap/extension-link'
import { ownChangesOnly } from '../nodes/own-changes.ts'
import { safeAddress } from './address.ts'

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

  // Links are recognised in what one types oneself, never in what arrives.
  addProseMirrorPlugins() {
    return (this.parent?.() ?? []).map(ownChangesOnly)
  },
}).configure({
  openOnClick: false,
  defaultProtocol: 'https',
  protocols: [],
  markdownLinks: true,
  HTMLAttributes: { target: null, rel: 'noopener', class: null },
  isAllowedUri: (address) => safeAddress(address) !== null || !/^[a-z][a-z0-9+.-]*:/i.test(address),
})
