import { relative } from 'node:path'
import { test, TestRunner, type RunnerTask, type RunnerTestCase, type RunnerTestFile } from 'vitest'
import { noteSpent, processorSeconds } from './processor-time.ts'
import { timeIsOver } from './time-left.ts'

/**
 * Vitest's own runner. It begins no file and no test once the time is over, and notes the processor time of each file: the
 * files run in processes of their own. A file left out counts as one skipped test.
 */
export default class extends TestRunner {
  override importFile(path: string, source: 'collect' | 'setup'): unknown {
    if (source === 'collect' && timeIsOver()) return test.skip('left out: no time was left', () => {})
    return super.importFile(path, source)
  }

  override async onBeforeRunTask(task: RunnerTestCase): Promise<void> {
    if (timeIsOver()) task.mode = 'skip'
    await super.onBeforeRunTask(task)
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files)
    for (const { filepath } of files)
      noteSpent({ file: relative(process.cwd(), filepath), processor: processorSeconds() })
  }

  override onAfterRunTask(task: RunnerTask): void {
    super.onAfterRunTask(task)
    if (task.type !== 'test') return
    const seconds = (task.result?.duration ?? 0) / 1000
    noteSpent({ file: relative(process.cwd(), task.file.filepath), processor: 0, test: task.name, seconds })
  }
}
