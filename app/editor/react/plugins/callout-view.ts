import type { Node } from '@tiptap/pm/model'
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view'
import { asAddressee, asCalloutKind } from '../../nodes/callout-values.ts'
import { Callout } from '../../nodes/callout.ts'
import type { Translate } from '../words.ts'

/** The callout as it looks while writing: a head that names it, with a field for the addressee, above the text. */
export function calloutWithHead(t: Translate, addresseesListId: string) {
  return Callout.extend({
    addNodeView() {
      return ({ node, view, getPos }) => new CalloutView(node, view, getPos, t, addresseesListId)
    },
  })
}

class CalloutView implements NodeView {
  readonly dom = document.createElement('aside')
  readonly contentDOM = document.createElement('div')
  private readonly head = document.createElement('div')
  private readonly name = document.createElement('label')
  private readonly field = document.createElement('input')
  private readonly view: EditorView
  private readonly getPos: () => number | undefined
  private readonly t: Translate
  private node: Node

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, t: Translate, listId: string) {
    this.node = node
    this.view = view
    this.getPos = getPos
    this.t = t
    this.head.className = 'callout-label callout-head'
    this.head.contentEditable = 'false'
    this.field.className = 'callout-addressee'
    this.field.maxLength = 120
    this.field.placeholder = t('callout.addresseePlaceholder')
    this.field.setAttribute('list', listId)
    this.field.addEventListener('input', () => this.write())
    this.field.addEventListener('keydown', (event) => this.leave(event))
    this.name.append(document.createElement('span'), this.field)
    this.head.append(this.name)
    this.contentDOM.className = 'callout-body'
    this.dom.append(this.head, this.contentDOM)
    this.draw()
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false
    this.node = node
    this.draw()
    return true
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof globalThis.Node && this.head.contains(event.target)
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }

  private draw(): void {
    const kind = asCalloutKind(this.node.attrs.kind)
    const addressee = asAddressee(this.node.attrs.addressee)
    this.dom.dataset.callout = kind
    const words = this.name.firstElementChild
    if (words)
      words.textContent = this.t(
        kind === 'recommendation' ? 'callout.recommendationTo' : 'callout.keyMessage',
      )
    this.field.hidden = kind !== 'recommendation'
    this.field.disabled = !this.view.editable
    if (this.field.value !== addressee) this.field.value = addressee
  }

  private write(): void {
    const pos = this.getPos()
    if (pos === undefined) return
    this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, 'addressee', asAddressee(this.field.value)))
  }

  private leave(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    this.view.focus()
  }
}
