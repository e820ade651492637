/** Named timers: each name runs at most once at a time, and all end together. */
export class Timers {
  readonly #running = new Map<string, ReturnType<typeof setTimeout>>()

  /** Starts a timer, in place of one of that name that is running. */
  set(name: string, ms: number, act: () => void) {
    this.stop(name)
    this.#running.set(
      name,
      setTimeout(() => {
        this.#running.delete(name)
        act()
      }, ms),
    )
  }

  /** Starts a timer unless one of that name is running. */
  once(name: string, ms: number, act: () => void) {
    if (!this.has(name)) this.set(name, ms, act)
  }

  has(name: string): boolean {
    return this.#running.has(name)
  }

  stop(name: string) {
    clearTimeout(this.#running.get(name))
    this.#running.delete(name)
  }

  stopAll() {
    for (const name of this.#running.keys()) this.stop(name)
  }
}
