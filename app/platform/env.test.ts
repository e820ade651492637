import { afterEach, expect, test } from 'vitest'
import { rereadEnv } from './env.server.ts'

const before = { ...process.env }
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
})
const hosted = {
  SUPABASE_URL: 'https://project.supabase.example',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
  SUPABASE_SECRET_KEY: 'sb_secret_x',
  SMTP_URL: 'smtp://mail.example',
}
const withSettings = (settings: Record<string, string | undefined>) => {
  for (const [name, value] of Object.entries(settings)) process.env[name] = value ?? ''
  return rereadEnv()
}

test('a Supabase of somebody else needs a mail server: in one line, and the embedded one does not', () => {
  expect(() => withSettings({ ...hosted, SMTP_URL: undefined })).toThrow(
    /^The settings are not right: SUPABASE_URL needs SMTP_URL[^\n]*$/,
  )
  expect(withSettings({ ...hosted, SMTP_URL: undefined, SUPABASE_EMBEDDED: '1' }).SMTP_URL).toBeUndefined()
  expect(withSettings(hosted).SMTP_URL).toBe('smtp://mail.example')
})

test('the address of Supabase counts without the slashes at its end', () => {
  expect(withSettings({ ...hosted, SUPABASE_URL: `${hosted.SUPABASE_URL}//` }).SUPABASE_URL).toBe(
    hosted.SUPABASE_URL,
  )
})
