import { softTone, type Tone } from "./tone";

/** A status as a word; the colour only repeats what the word says. */
export function StatusBadge({ tone = "neutral", children }: { tone?: Tone; children: string }) {
  return (
    <span
      className={`inline-block rounded-sm px-1.5 py-0.5 text-xs font-medium whitespace-nowrap ${softTone[tone]}`}
    >
      <svg aria-hidden="true" viewBox="0 0 6 6" className="mr-1.5 inline size-1.5 fill-current align-[0.1em]">
        <circle cx="3" cy="3" r="3" />
      </svg>
      {children}
    </span>
  );
}
