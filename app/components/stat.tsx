import { Link } from "@remix-run/react";
import { Amount } from "./money";
import { type Tone, textTone } from "./tone";

export type StatProps = {
  label: string;
  /** One per currency, formatted. None: an en dash. Different currencies are never added up. */
  amounts: string[];
  /** A second, quieter fact, such as a count. */
  detail?: string;
  tone?: Tone;
  /** Where the figure comes from. */
  to?: string;
};

/** One figure of an overview. */
export function Stat({ label, amounts, detail, tone = "neutral", to }: StatProps) {
  return (
    <div className="relative grid content-start gap-2 rounded-lg border border-line bg-surface px-4 py-4 shadow-card has-[a:hover]:border-line-strong sm:px-5">
      <p className="text-sm font-medium text-ink-muted">
        {to ? (
          <Link to={to} className="rounded-sm after:absolute after:inset-0 after:rounded-lg hover:text-ink">
            {label}
          </Link>
        ) : (
          label
        )}
      </p>
      <p className={`grid gap-0.5 text-xl font-semibold tracking-tight ${textTone[tone]}`}>
        {(amounts.length > 0 ? amounts : ["–"]).map((amount) => (
          <Amount key={amount} className="justify-self-start">
            {amount}
          </Amount>
        ))}
      </p>
      {detail ? <p className="text-sm text-ink-muted">{detail}</p> : null}
    </div>
  );
}
