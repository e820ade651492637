/**
 * Version of the document grammar: the nodes, marks and attributes in `schema.ts`.
 *
 * Bump it whenever a node or mark is added, removed or renamed, or a content expression is narrowed:
 * an editor that does not know a node deletes it for everyone, and one that does not know a mark deletes
 * the text that carries it. Editors with another version are refused at the ticket and on connect. A new
 * optional attribute, a new command or a new look needs no bump. A removal or a renaming is a migration
 * of stored documents, too.
 */
export const EDITOR_VERSION = 1

/** Name of the `Y.XmlFragment` in which the document lives. Part of the contract with tools. */
export const DOCUMENT_FIELD = 'default'
