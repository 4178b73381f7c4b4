import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { ConflictForm } from "~/components/conflict-form";
import { DefinitionList } from "~/components/definition-list";
import { TextLink } from "~/components/text-link";
import { may } from "~/domain/accounts/permissions";
import { lookAlike } from "~/domain/numbering/look-alike";
import { numberingValues } from "~/domain/numbering/next-number";
import { formatNumber } from "~/domain/numbering/pattern";
import { CONFLICT_FIELD, choiceName } from "~/http/forms/conflict";
import { withNotice } from "~/http/forms/notice";
import { respondToEdit } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { T, titled, useT } from "~/i18n/language";
import { message } from "~/i18n/message";
import { NumberingForm } from "~/modules/numbering/numbering-form";
import { NumberingSchema } from "~/modules/numbering/numbering-schema";
import { PatternGuide } from "~/modules/numbering/pattern-guide";
import { looksLikeProblem, skipProblem } from "~/modules/numbering/pattern-words";
import { readNumbering } from "~/modules/numbering/read-numbering.server";
import { saveNumbering } from "~/modules/numbering/save-numbering.server";
import { numberingLabels } from "~/modules/tenants/setting-labels";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta = titled("numbering.title", "tenants.settings");

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const { access, today, series, active, current } = await readNumbering(db, "business:read");
  return {
    base: `/o/${tenant}/settings`,
    numbersTo: `/o/${tenant}/numbers`,
    formKey: may(access.role, "business:write") ? context.newId() : null,
    today,
    values: numberingValues(active, current),
    nextNumber: formatNumber(current.pattern, { sequence: current.lowest, issueDate: today }),
    earlier: series.filter(({ isActive }) => !isActive).map((known) => known.pattern),
  };
});

export const action = tenantAction(async ({ parse, db, context, tenant }) => {
  const form = await parse(NumberingSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { pattern, next, skip, series: seen, version } = form.value;
  const { today, series, active, at } = await readNumbering(db, "business:write");
  const wanted = at(pattern);
  const alike = wanted.seriesId === null ? lookAlike(pattern, series) : undefined;
  if (alike) return formWithErrors(form.reply({ fields: { pattern: [looksLikeProblem(alike.pattern)] } }));
  if (next > wanted.lowest && !skip) {
    return formWithErrors(
      form.reply({
        fields: { skip: [skipProblem({ from: wanted.lowest, to: next - 1 })] },
      }),
    );
  }
  const change = {
    active: { id: seen, version, pattern: active.pattern },
    series,
    wanted,
    next,
    today,
    newId: context.newId(),
  };
  const saved = await saveNumbering(db, change);
  if (!saved.ok && saved.error === "number") {
    const words =
      next < wanted.lowest
        ? message("numbering.problems.tooLow", { least: String(wanted.lowest) })
        : message("numbering.problems.taken", {
            number: formatNumber(pattern, { sequence: next, issueDate: today }),
          });
    return formWithErrors(form.reply({ fields: { next: [words] } }));
  }
  const stored = async () => {
    const now = await readNumbering(db, "business:write");
    return { version: now.active.version, entries: numberingValues(now.active, now.current) };
  };
  return respondToEdit(
    saved,
    form,
    () => withNotice(`/o/${tenant}/settings/numbering`, "numbering-saved"),
    stored,
    numberingLabels,
  );
});

export default function NumberingSettings() {
  const { base, numbersTo, formKey, today, values, nextNumber, earlier } = useLoaderData<typeof loader>();
  const t = useT();
  const answer = useActionData<typeof action>();
  return (
    <SettingsPage base={base}>
      {formKey && answer?.conflict ? (
        <ConflictForm
          conflict={answer.conflict}
          formKey={formKey}
          fieldName={CONFLICT_FIELD}
          choiceName={choiceName}
          cancelTo={`${base}/numbering`}
          submitLabel={t("numbering.button")}
        />
      ) : formKey ? (
        <NumberingForm
          key={`${values.series} ${values.version} ${values.next}`}
          formKey={formKey}
          values={values}
          earlier={earlier}
          today={today}
          lastResult={answer?.result}
        />
      ) : (
        <Card title={t("numbering.title")}>
          <DefinitionList
            items={[
              { term: t("numbering.pattern"), value: values.pattern },
              { term: t("numbering.next"), value: nextNumber },
            ]}
          />
        </Card>
      )}
      <p className="text-ink-muted">
        <T id="numbering.proof" numbers={<TextLink to={numbersTo}>{t("numbering.proofLink")}</TextLink>} />
      </p>
      {formKey ? <PatternGuide today={today} /> : null}
    </SettingsPage>
  );
}
