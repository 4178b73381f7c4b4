export type AmountProps = {
  /** Formatted already, with its currency where the context does not give it: this component does no arithmetic. */
  children: string;
  /** Marks an amount below zero; the minus sign must be in the text too. */
  negative?: boolean;
  className?: string;
};

/** An amount: figures of one width, to the right, never broken over two lines. */
export function Amount({ children, negative = false, className = "" }: AmountProps) {
  return (
    <span className={`figures text-right ${negative ? "text-danger" : ""} ${className}`}>{children}</span>
  );
}
