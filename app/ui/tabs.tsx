import { NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import { classNames } from './class-names.ts'

const line = 'flex gap-1 overflow-x-auto border-b border-line'
const tab =
  '-mb-px flex min-h-10 cursor-pointer items-center border-b-2 px-3 whitespace-nowrap outline-offset-[-2px]'
const chosenTab = 'border-accent font-medium text-ink'
const otherTab = 'border-transparent text-ink-soft hover:text-ink'

export type TabItem = { id: string; label: ReactNode; content: ReactNode }

export type TabsProps = {
  label: string
  items: readonly TabItem[]
  selected?: string
  onSelect?: (id: string) => void
}

/** Parts of one page, one at a time. Where the address should tell which, take `LinkTabs`. */
export function Tabs({ label, items, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect?.(String(key))}>
      <TabList aria-label={label} className={line}>
        {items.map(({ id, label: words }) => (
          <Tab
            key={id}
            id={id}
            className={({ isSelected }) => classNames(tab, isSelected ? chosenTab : otherTab)}
          >
            {words}
          </Tab>
        ))}
      </TabList>
      {items.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="pt-5">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}

export type LinkTabsProps = {
  label: string
  items: readonly { href: string; label: ReactNode; exact?: boolean }[]
}

/** Tabs that are links: each has its own address, and they work without scripts. */
export function LinkTabs({ label, items }: LinkTabsProps) {
  return (
    <nav aria-label={label}>
      <ul className={line}>
        {items.map(({ href, label: words, exact }) => (
          <li key={href} className="flex">
            <NavLink
              to={href}
              end={exact}
              className={({ isActive }) => classNames(tab, isActive ? chosenTab : otherTab)}
            >
              {words}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
