/** The product's sign: steps that rise without a gap. Decoration; put the name beside it. */
export function BrandMark({ className = "size-7" }: { className?: string }) {
  return (
    <svg aria-hidden="true" focusable="false" viewBox="0 0 32 32" className={`shrink-0 ${className}`}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path d="M7 25v-5h4.5v-4H16v-4h4.5V8H25v17z" className="fill-accent-ink" />
    </svg>
  );
}
