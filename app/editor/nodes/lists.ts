import { BulletList, ListItem, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list'

/** Bullet, numbered and task lists; lists and items may be empty for a moment, see `editorExtensions`. */
export const ChapterBulletList = BulletList.extend({ content: 'listItem*' })

export const ChapterOrderedList = OrderedList.extend({
  content: 'listItem*',
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element) => listStart(element.getAttribute('start')),
        renderHTML: ({ start }) => (listStart(start) === 1 ? {} : { start: listStart(start) }),
      },
    }
  },
  renderHTML({ HTMLAttributes }) {
    return ['ol', HTMLAttributes, 0]
  },
})

export const ChapterListItem = ListItem.extend({ content: 'block*' })

export const ChapterTaskList = TaskList.extend({ content: 'taskItem*' })

export const ChapterTaskItem = TaskItem.extend({ content: 'block*' }).configure({ nested: true })

/** The number a list begins with: a whole number from 0 to 99999, else 1. */
export function listStart(value: unknown): number {
  const number = Number(value ?? 1)
  return Number.isInteger(number) && number >= 0 && number < 100_000 ? number : 1
}
