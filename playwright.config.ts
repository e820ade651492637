import { defineConfig } from '@playwright/test'
import { chromiumArgs, findChromium } from './e2e/chromium.ts'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // As in vitest.config.ts: a limit tells that something hangs, not that a machine is slow.
  timeout: 1_200_000,
  expect: { timeout: 120_000 },
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  use: {
    actionTimeout: 120_000,
    navigationTimeout: 240_000,
    launchOptions: { executablePath: findChromium(), args: chromiumArgs },
    // A trace costs a quarter of the time: `npx playwright test e2e/some.spec.ts --trace on` for the one that fails.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
})
