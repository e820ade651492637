import { Blockquote } from '@tiptap/extension-blockquote'

/** A quotation of one or more blocks. */
export const Quote = Blockquote.extend({ content: 'block*' })
