import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export type ThemeChoice = 'light' | 'dark' | 'system'

const choices = [
  { value: 'light', Icon: Sun },
  { value: 'dark', Icon: Moon },
  { value: 'system', Icon: Monitor },
] as const

const oneYear = 31_536_000

/** Light, dark, or as the device has it. Sets `<html data-theme>` at once and the cookie `theme` for the server. */
export function ThemeSwitch({ theme = 'system' }: { theme?: ThemeChoice }) {
  const { t } = useTranslation('ui')
  const [chosen, setChosen] = useState<ThemeChoice>(theme)
  const choose = (choice: ThemeChoice) => {
    setChosen(choice)
    applyTheme(choice)
  }
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm text-ink-soft">{t('theme.label')}</legend>
      <div className="inline-flex divide-x divide-line rounded-md border border-edge rtl:divide-x-reverse">
        {choices.map(({ value, Icon }) => (
          <label
            key={value}
            className="flex min-h-9 cursor-pointer items-center gap-1.5 px-3 text-sm text-ink-soft hover:text-ink has-checked:bg-accent-wash has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="theme"
              value={value}
              checked={chosen === value}
              onChange={() => choose(value)}
              className="sr-only"
            />
            <Icon aria-hidden="true" className="size-4" />
            {t(`theme.${value}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Puts a theme in force in this browser, now and for the pages to come. */
export function applyTheme(choice: ThemeChoice): void {
  const root = document.documentElement
  if (choice === 'system') root.removeAttribute('data-theme')
  else root.dataset.theme = choice
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  const age = choice === 'system' ? 0 : oneYear
  document.cookie = `theme=${choice}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`
}
