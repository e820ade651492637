import { test, TestRunner, type RunnerTestCase } from 'vitest'
import { timeIsOver } from './time-left.ts'

/** Vitest's own runner, but for the end of time: neither a file nor a test begins after it. A file left out is one that is skipped. */
export default class extends TestRunner {
  override importFile(path: string, source: 'collect' | 'setup'): unknown {
    if (source === 'collect' && timeIsOver()) return test.skip('left out: no time was left', () => {})
    return super.importFile(path, source)
  }

  override async onBeforeRunTask(task: RunnerTestCase): Promise<void> {
    if (timeIsOver()) task.mode = 'skip'
    await super.onBeforeRunTask(task)
  }
}
