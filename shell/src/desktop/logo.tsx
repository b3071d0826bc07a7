/** The mark of AgentOS: three layers. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="logo">
      <path d="M12 2.5 22 8.3 12 14 2 8.3Z" fill="currentColor" />
      <path
        d="m3.2 12.7 8.8 5 8.8-5M3.2 17l8.8 5 8.8-5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
