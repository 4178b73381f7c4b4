import { Fragment, type ReactNode } from "react";

export type DefinitionListProps = {
  /** An item without a value is left out. */
  items: { term: string; value: ReactNode }[];
};

/** Facts with their names: in a column of their own above phone width, over the fact below it. */
export function DefinitionList({ items }: DefinitionListProps) {
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)] sm:grid-cols-[minmax(8rem,max-content)_minmax(0,1fr)] sm:gap-x-8 sm:gap-y-2.5">
      {items
        .filter(({ value }) => value !== undefined && value !== null && value !== "" && value !== false)
        .map(({ term, value }) => (
          <Fragment key={term}>
            <dt className="text-sm text-ink-muted sm:leading-6">{term}</dt>
            <dd className="mb-3 min-w-0 wrap-anywhere last:mb-0 sm:mb-0">{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
