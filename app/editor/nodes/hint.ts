import { Extension } from '@tiptap/core'

/**
 * A template's advice on an empty paragraph ("Name three to five messages"). It shows while the paragraph is
 * empty, is never counted, printed or searched, and goes with the first Enter.
 */
export const Hint = Extension.create({
  name: 'hint',
  addGlobalAttributes() {
    return [
      {
        types: ['paragraph'],
        attributes: { hint: { default: null, rendered: false, keepOnSplit: false, parseHTML: () => null } },
      },
    ]
  },
})
