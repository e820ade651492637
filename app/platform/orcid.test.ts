import { expect, test } from 'vitest'
import { bareOrcid } from './orcid.ts'

// The fictional researcher whom orcid.org itself gives as an example, and an iD that ends in X.
const carberry = '0000-0002-1825-0097'
const endsInX = '0000-0002-1694-233X'

test('an ORCID iD is taken as an address, with hyphens and without', () => {
  for (const typed of [
    carberry,
    `https://orcid.org/${carberry}`,
    `http://orcid.org/${carberry}/`,
    `orcid.org/${carberry}`,
    `  HTTPS://ORCID.ORG/${carberry} `,
    '0000000218250097',
    '0000 0002 1825 0097',
    '0000–0002–1825–0097',
  ])
    expect(bareOrcid(typed), typed).toBe(carberry)
  expect(bareOrcid('000000021694233x')).toBe(endsInX)
})

test('each changed digit, and each pair of neighbours changed round, is noticed', () => {
  const digits = carberry.replaceAll('-', '')
  for (let place = 0; place < digits.length; place++) {
    const other = String((Number(digits[place]) + 1) % 10)
    expect(bareOrcid(digits.slice(0, place) + other + digits.slice(place + 1))).toBeNull()
    const next = digits[place + 1]
    if (next === undefined || next === digits[place]) continue
    expect(bareOrcid(digits.slice(0, place) + next + digits[place] + digits.slice(place + 2))).toBeNull()
  }
})

test('what is no ORCID iD is none', () => {
  for (const typed of [
    '',
    'x',
    '0000-0002-1825-009',
    `${carberry}0`,
    'https://elsewhere.example/0000-0002-1825-0097',
    '0000-0002-1825-00X7',
    '٠٠٠٠-٠٠٠٢-١٨٢٥-٠٠٩٧',
  ])
    expect(bareOrcid(typed), typed).toBeNull()
})
