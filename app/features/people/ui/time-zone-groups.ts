/** Zones under the part of the world they begin with; the few without one stand first. */
export function byRegion(zones: readonly string[]) {
  const groups = new Map<string, { value: string; label: string }[]>()
  for (const zone of zones) {
    const [region = '', ...place] = zone.split('/')
    const group = place.length > 0 ? region : 'UTC'
    const label = (place.length > 0 ? place.join(', ') : zone).replaceAll('_', ' ')
    groups.set(group, [...(groups.get(group) ?? []), { value: zone, label }])
  }
  return [...groups].map(([label, options]) => ({ label, options }))
}
