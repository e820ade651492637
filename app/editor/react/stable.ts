import { useEffect, useState } from 'react'

/** The same function for the life of a component, which calls the one given last: for listeners set up once. */
export function useStable<Args extends unknown[]>(
  callback: ((...args: Args) => void) | undefined,
): (...args: Args) => void {
  const [holder] = useState(() => {
    let current = callback
    return {
      call: (...args: Args) => current?.(...args),
      take: (next: typeof callback) => {
        current = next
      },
    }
  })
  useEffect(() => holder.take(callback), [holder, callback])
  return holder.call
}
