export interface ListPlace {
  kind: 'ol' | 'ul'
  depth: number
  /** The number of the item; null for a bullet. */
  number: number | null
  /** Word's own name of the list; items of another one that begin at 1 again begin a list. */
  list: string
}

interface Level {
  list: Element
  place: ListPlace
}

/** Builds nested lists from items that come one after the other with their depths, as Word writes them. */
export class NestedLists {
  private open: Level[] = []

  /** The next item does not follow the last one: something stands between them. */
  interrupt(): void {
    this.open = []
  }

  /** The list that the next item belongs into; `start` puts a new outermost list where it belongs. */
  listFor(place: ListPlace, document: Document, start: (list: Element) => void): Element {
    while (this.open.length > 1 && (this.open.at(-1)?.place.depth ?? 0) > place.depth) this.open.pop()
    const last = this.open.at(-1)
    if (last && last.place.depth >= place.depth && !isAnother(last.place, place)) {
      last.place = { ...place, depth: last.place.depth }
      return last.list
    }
    const list = document.createElement(place.kind)
    if (place.number !== null && place.number !== 1) list.setAttribute('start', String(place.number))
    if (last && last.place.depth >= place.depth) {
      last.list.after(list)
      this.open.pop()
    } else {
      const item = last?.list.lastElementChild
      if (item) item.append(list)
      else start(list)
    }
    this.open.push({ list, place })
    return list
  }
}

function isAnother(last: ListPlace, next: ListPlace): boolean {
  return last.kind !== next.kind || (last.list !== next.list && next.kind === 'ol' && next.number === 1)
}
