import { Fragment, type ReactElement, type ReactNode } from 'react'
import {
  Header,
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  type PopoverProps,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import { floating } from './popover.tsx'

export type MenuEntry = {
  id: string
  label: string
  icon?: ReactNode
  /** Shown at the end of the line, such as `Ctrl+P`. */
  keys?: string
  /** Where it leads; an entry has either this or `onAction`. */
  href?: string
  onAction?: () => void
  danger?: boolean
  disabled?: boolean
}

export type MenuGroup = { id: string; title?: string; entries: readonly MenuEntry[] }

export type MenuProps = {
  /** The button that opens it: a Button or an IconButton. */
  trigger: ReactElement
  label: string
  /** One group or several, set apart by hairlines. */
  groups: readonly MenuGroup[]
  placement?: PopoverProps['placement']
}

/** A list of things to do or places to go, opened by a button. */
export function Menu({ trigger, label, groups, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover
        placement={placement}
        offset={6}
        className={classNames(floating, 'min-w-52 overflow-auto py-1.5')}
      >
        <AriaMenu aria-label={label} className="max-h-[inherit] outline-none">
          {groups.map(({ id, title, entries }, place) => (
            <Fragment key={id}>
              {place > 0 && <Separator className="my-1.5 border-t border-line" />}
              <MenuSection aria-label={title ?? label}>
                {title && <Header className="px-3.5 py-1 text-xs text-ink-soft">{title}</Header>}
                {entries.map((entry) => (
                  <Entry key={entry.id} entry={entry} />
                ))}
              </MenuSection>
            </Fragment>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  const { id, label, icon, keys, href, onAction, danger, disabled } = entry
  return (
    <MenuItem
      id={id}
      textValue={label}
      href={href}
      onAction={onAction}
      isDisabled={disabled}
      className={classNames(
        'flex min-h-10 cursor-pointer items-center gap-2.5 px-3.5 py-1.5 text-base outline-none',
        'data-[focused]:bg-accent-wash disabled:cursor-default disabled:text-ink-soft disabled:opacity-70',
        '[&_svg]:size-4.5 [&_svg]:shrink-0',
        danger ? 'text-danger' : 'text-ink [&_svg]:text-ink-soft',
      )}
    >
      {icon}
      <span className="grow">{label}</span>
      {keys && <kbd className="ps-6 font-sans text-xs text-ink-soft">{keys}</kbd>}
    </MenuItem>
  )
}
