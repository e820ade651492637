/** The portal's own lint rules, run by oxlint. */
import { analyse } from 'scslre'

/**
 * A pattern that runs on what people send must take time in proportion to its length. Found are patterns that try the same
 * characters in several ways (`Trade`, `Self`), and those that begin anew at each of them (`Move`).
 */
const linearPatterns = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    return {
      Literal(node) {
        if (!node.regex) return
        const { pattern, flags } = node.regex
        const { reports } = analyse({ source: pattern, flags })
        if (reports.length > 0)
          context.report({
            node,
            message: 'This pattern may backtrack: its time grows faster than the text.',
          })
      },
    }
  },
}

export default { meta: { name: 'portal' }, rules: { 'linear-patterns': linearPatterns } }
