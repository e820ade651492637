import { useEffect } from 'react'
import { paths } from '#app/platform/paths.ts'

/** Auth's standard links can also end in a fragment, which only the browser sees: it goes on as one that cannot be used here. */
export function useForeignLink() {
  useEffect(() => {
    const said = new URLSearchParams(window.location.hash.slice(1))
    const foreign = ['access_token', 'error', 'error_code', 'message'].some((name) => said.has(name))
    if (foreign) window.location.replace(paths.foreignLink())
  }, [])
}
