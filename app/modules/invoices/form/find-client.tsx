import { FilterBar } from "~/components/filter-bar";
import { useT } from "~/i18n/language";
import { limits } from "~/shared/limits";

interface FindClientProps {
  /** What was searched for, and how many were found: null without a search. */
  find: string;
  found: number | null;
}

/** Where there are more clients than a choice holds: a search, by which the choice below has those that it found. */
export function FindClient({ find, found }: FindClientProps) {
  const t = useT();
  const count = limits.clientChoices;
  return (
    <div className="grid gap-2">
      <FilterBar
        label={t("drafts.findClient.form")}
        applyLabel={t("drafts.findClient.button")}
        fields={[
          {
            kind: "search",
            name: "find",
            label: t("drafts.findClient.label"),
            placeholder: t("drafts.findClient.placeholder"),
            value: find,
            maxLength: limits.search,
          },
        ]}
      />
      {found === null ? null : (
        <p role="status">
          {found === 0
            ? t("drafts.findClient.none", { find })
            : found > count
              ? t("drafts.findClient.tooMany", { count, find })
              : t("drafts.findClient.found", { count: found, find })}
        </p>
      )}
    </div>
  );
}
