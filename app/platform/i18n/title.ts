/** The title of a tab: the thing first, the house behind it. */
export function tabTitle(thing: string): string {
  return `${thing} · GAPO`
}
