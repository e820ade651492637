/** Named timers. Each name has at most one running timer. */
export class Timers {
  readonly #running = new Map<string, ReturnType<typeof setTimeout>>()

  /** Starts a timer and replaces a running one with this name. */
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

  /** Starts a timer unless one with this name is running. */
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
