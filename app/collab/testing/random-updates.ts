import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** Random updates that are nearly valid: they consist of valid parts in a random combination. */
export function randomUpdates(random: () => number) {
  const pick = <T>(...choices: T[]): T => choices[Math.floor(random() * choices.length)]!
  const below = (n: number) => Math.floor(random() * n)
  const names = [
    'paragraph',
    'heading',
    'blockquote',
    'bulletList',
    'listItem',
    'table',
    'tableRow',
    'tableCell',
    'hardBreak',
  ]

  /** An id of the document, of another client, or of nothing. */
  function idIn(document: Y.Doc): [client: number, clock: number] {
    const clients = [...document.store.clients.keys()]
    const client = random() < 0.9 && clients.length > 0 ? pick(...clients) : below(9)
    return [client, below(Y.getState(document.store, client) + (random() < 0.1 ? 5 : 1))]
  }

  function writeContent(encoder: encoding.Encoder, content: number) {
    const text = (value: string) => encoding.writeVarString(encoder, value)
    switch (content) {
      case 0:
      case 1:
      case 10:
        return encoding.writeVarUint(encoder, below(4))
      case 4:
        return text(pick('a', 'words', '😀', ''))
      case 5:
        return text('{"image":"x"}')
      case 6:
        text(pick('bold', 'link', 'superscript--aB3+/x=9', 'blink', '__proto__'))
        return text(pick('{}', 'null', '{"href":"https://example.org"}', '[]', 'no json'))
      case 7: {
        const type = pick(3, 3, 3, 3, 6, 6, 0, 1, 2, 4, 5, 9)
        encoding.writeVarUint(encoder, type)
        if (type === 3 || type === 5)
          text(random() < 0.95 ? pick(...names) : pick('script', 'doc', 'text', ''))
        return
      }
      default:
        encoding.writeVarUint(encoder, pick(1, 1, 1, 0, 2))
        return encoding.writeAny(
          encoder,
          pick<number | string | boolean | null | []>(1, 2, 'ltr', true, null, 1e6, []),
        )
    }
  }

  function writeStruct(encoder: encoding.Encoder, document: Y.Doc) {
    const content = pick(4, 4, 4, 7, 7, 7, 7, 8, 8, 6, 0, 1, 10, 5, 2)
    const kind = pick(0, 0x80, 0x80, 0x40, 0xc0) | (random() < 0.2 ? 0x20 : 0)
    const info = content === 0 || content === 10 ? content : content | kind
    encoding.write(encoder, random() < 0.01 ? below(256) : info)
    if (content !== 0 && content !== 10) {
      for (const bit of [0x80, 0x40])
        if (kind & bit) for (const part of idIn(document)) encoding.writeVarUint(encoder, part)
      if (!(kind & 0xc0)) {
        if (random() < 0.3) {
          encoding.writeVarUint(encoder, 1)
          encoding.writeVarString(encoder, random() < 0.9 ? 'default' : 'other')
        } else {
          encoding.writeVarUint(encoder, 0)
          for (const part of idIn(document)) encoding.writeVarUint(encoder, part)
        }
        if (kind & 0x20) encoding.writeVarString(encoder, pick('dir', 'level', 'colspan', 'onclick'))
      }
    }
    writeContent(encoder, content)
  }

  return {
    /** An update for a document, built struct by struct. */
    built(document: Y.Doc): Uint8Array {
      const encoder = encoding.createEncoder()
      const clients = 1 + below(2)
      encoding.writeVarUint(encoder, clients)
      for (let i = 0; i < clients; i += 1) {
        const count = 1 + below(3)
        const client = random() < 0.5 ? below(9) : idIn(document)[0]
        const known = Y.getState(document.store, client)
        encoding.writeVarUint(encoder, count)
        encoding.writeVarUint(encoder, client)
        encoding.writeVarUint(encoder, random() < 0.9 ? known : Math.max(0, known + below(6) - 3))
        for (let j = 0; j < count; j += 1) writeStruct(encoder, document)
      }
      const deletes = random() < 0.2 ? 1 : 0
      encoding.writeVarUint(encoder, deletes)
      if (deletes) {
        const [client, clock] = idIn(document)
        for (const part of [client, 1, clock, below(4)]) encoding.writeVarUint(encoder, part)
      }
      return encoding.toUint8Array(encoder)
    },
    /** The bytes with random changes: some altered, removed, repeated or cut off. */
    spoiled(bytes: Uint8Array): Uint8Array {
      const spoiled = [...bytes]
      for (let times = 1 + below(3); times > 0 && spoiled.length > 0; times -= 1) {
        const at = below(spoiled.length)
        const way = below(5)
        if (way === 0) spoiled[at] = below(256)
        else if (way === 1) spoiled[at]! ^= 1 << below(8)
        else if (way === 2) spoiled.splice(at, 1 + below(3))
        else if (way === 3) spoiled.splice(at, 0, ...spoiled.slice(at, at + below(9)))
        else spoiled.length = at
      }
      return Uint8Array.from(spoiled)
    },
  }
}
