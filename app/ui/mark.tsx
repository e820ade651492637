/** The mark of the alliance: two pages that open like leaves, and one that grows between them. */
export function Mark({ title, className = 'size-8' }: { title?: string; className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      width="32"
      height="32"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : 'true'}
      className={className}
    >
      <path d="M15.3 28.5C6.6 27.2 2.2 20.6 3 10.8c8 1.3 12.3 7.4 12.3 17.7Z" fill="var(--accent)" />
      <path
        d="M16.7 28.5C25.4 27.2 29.8 20.6 29 10.8c-8 1.3-12.3 7.4-12.3 17.7Z"
        fill="var(--accent)"
        opacity="0.62"
      />
      <path d="M16 14.6c-3.7-3.6-3.7-8.1 0-12.1 3.7 4 3.7 8.5 0 12.1Z" fill="var(--accent)" />
    </svg>
  )
}
