const isApple = () => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

const APPLE: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const OTHER: Record<string, string> = { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift' }

/** `Mod-Alt-1` as it stands on the keyboard in front of the reader: `Ctrl+Alt+1` or `⌘⌥1`. */
export function shownKeys(keys: string): string {
  const apple = isApple()
  const names = keys.split('-').map((key) => (apple ? APPLE[key] : OTHER[key]) ?? key.toUpperCase())
  return names.join(apple ? '' : '+')
}
