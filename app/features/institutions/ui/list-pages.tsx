import { PageSteps } from '#app/ui/index.ts'

type ListPagesProps = {
  /** What the address asks for; empty texts are left out of it. */
  query: Record<string, string | number> & { page: number }
  more: boolean
}

/** The pages of a list whose address holds what was asked for. */
export function ListPages({ query, more }: ListPagesProps) {
  const at = (number: number) => {
    const asked = Object.entries({ ...query, page: number > 1 ? number : '' })
    return `?${new URLSearchParams(asked.filter(([, value]) => value !== '').map(([key, value]) => [key, String(value)]))}`
  }
  return <PageSteps page={query.page} more={more} at={at} />
}
