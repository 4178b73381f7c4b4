export type TimeProps = {
  /** `YYYY-MM-DD` for a civil date, or an instant in UTC (`2026-01-31T09:30:00Z`). */
  dateTime: string;
  /** What people read, formatted on the server in the business's time zone. */
  children: string;
  className?: string;
};

/** A date or an instant, for people and for machines. */
export function Time({ dateTime, children, className = "" }: TimeProps) {
  return (
    <time dateTime={dateTime} className={`figures ${className}`}>
      {children}
    </time>
  );
}
