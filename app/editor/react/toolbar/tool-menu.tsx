import type { Editor } from '@tiptap/core'
import { Check, ChevronDown, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  Text,
} from 'react-aria-components'
import { shownKeys } from '../keys.ts'
import { Hint } from './tool.tsx'

export interface MenuChoice {
  id: string
  label: string
  icon?: LucideIcon
  keys?: string
  isSelected?: boolean
  isDisabled?: boolean
  run: () => void
}

interface ToolMenuProps {
  editor: Editor
  label: string
  /** What the button shows: an icon, or the name of what is chosen now. */
  face: ReactNode
  groups: readonly (readonly MenuChoice[])[]
  isActive?: boolean
}

/** A button of the toolbar that opens a menu; a choice acts on the text and goes back to it. */
export function ToolMenu({ editor, label, face, groups, isActive }: ToolMenuProps) {
  const choices = groups.flat()
  const act = (id: unknown) => {
    const choice = choices.find((candidate) => candidate.id === id)
    // After the menu has gone, or it would take the focus back.
    requestAnimationFrame(() => {
      editor.view.focus()
      choice?.run()
    })
  }
  return (
    <MenuTrigger>
      <Hint label={label}>
        <Button className="tool tool-with-menu" aria-label={label} data-active={isActive || undefined}>
          {face}
          <ChevronDown aria-hidden size={14} />
        </Button>
      </Hint>
      <Popover className="tool-menu" offset={6}>
        <Menu
          aria-label={label}
          onAction={act}
          disabledKeys={choices.filter((c) => c.isDisabled).map((c) => c.id)}
        >
          {groups.map((group, index) => [
            index > 0 && <Separator key={`line-${group[0]?.id}`} className="tool-menu-line" />,
            <MenuSection key={group[0]?.id} aria-label={label}>
              {group.map((choice) => (
                <MenuItem key={choice.id} id={choice.id} textValue={choice.label} className="tool-menu-item">
                  {choice.icon ? <choice.icon aria-hidden size={18} /> : <span className="tool-menu-blank" />}
                  <Text slot="label">
                    {choice.label}
                    {choice.isSelected && <Check aria-label="✓" size={16} className="tool-menu-check" />}
                  </Text>
                  {choice.keys && <kbd aria-hidden>{shownKeys(choice.keys)}</kbd>}
                </MenuItem>
              ))}
            </MenuSection>,
          ])}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
