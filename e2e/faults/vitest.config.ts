import { defineConfig } from 'vitest/config'

/** The faults a portal survives: whole portals as processes of their own, one file at a time. */
export default defineConfig({
  test: {
    runner: './e2e/vitest-runner.ts',
    include: ['e2e/faults/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    expect: { poll: { timeout: 120_000 } },
  },
})
