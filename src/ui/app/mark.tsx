/** The program's sign: two halves and the divider between them. */
export function Mark() {
  return (
    <svg className="rail__mark" viewBox="0 0 32 32" fill="none" aria-hidden>
      <rect width="32" height="32" rx="8" fill="#ececec" />
      <path
        d="M12.5 9H11a2.5 2.5 0 0 0-2.5 2.5v9A2.5 2.5 0 0 0 11 23h1.5M19.5 9H21a2.5 2.5 0 0 1 2.5 2.5v9A2.5 2.5 0 0 1 21 23h-1.5M16 7v18"
        stroke="#191919"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  )
}
