export type Theme = 'light' | 'dark'

/** The theme a person chose; undefined follows the system. */
export function themeOf(cookies: string | null): Theme | undefined {
  const chosen = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(cookies ?? '')?.[1]
  return chosen as Theme | undefined
}
