import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components'
import { shownKeys } from '../keys.ts'

interface Named {
  icon: LucideIcon
  label: string
  /** Tiptap's notation, shown in the tooltip: `Mod-b`. */
  keys?: string
  /** Says that there is nothing to do now. The button keeps the focus, which one that disables itself would lose. */
  isDisabled?: boolean
}

// A press must leave the caret where it is, and the keyboard of a phone open.
const keepFocus = { preventFocusOnPress: true }

/** A button of the toolbar: an icon with a name, and a tooltip with its shortcut. */
export function Tool({ icon: Icon, label, keys, isDisabled, onPress }: Named & { onPress: () => void }) {
  return (
    <Hint label={label} keys={keys}>
      <Button {...keepFocus} className="tool" aria-label={label} {...unlessDisabled(isDisabled, onPress)}>
        <Icon aria-hidden size={18} />
      </Button>
    </Hint>
  )
}

/** A button with its name written out. */
export function WordTool({ label, isDisabled, onPress }: Omit<Named, 'icon'> & { onPress: () => void }) {
  return (
    <Button className="tool-words" {...unlessDisabled(isDisabled, onPress)}>
      {label}
    </Button>
  )
}

function unlessDisabled(isDisabled: boolean | undefined, onPress: () => void) {
  return isDisabled ? { 'aria-disabled': true } : { onPress }
}

interface ToggleProps extends Omit<Named, 'isDisabled'> {
  isSelected: boolean
  onChange: (isSelected: boolean) => void
}

/** The same for what is on or off. */
export function Toggle({ icon: Icon, label, keys, isSelected, onChange }: ToggleProps) {
  return (
    <Hint label={label} keys={keys}>
      <ToggleButton
        {...keepFocus}
        className="tool"
        aria-label={label}
        isSelected={isSelected}
        onChange={onChange}
      >
        <Icon aria-hidden size={18} />
      </ToggleButton>
    </Hint>
  )
}

export function Hint({ label, keys, children }: { label: string; keys?: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className="tool-hint" offset={6}>
        {label} {keys && <kbd>{shownKeys(keys)}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
