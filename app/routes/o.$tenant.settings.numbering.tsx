import type { MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { DefinitionList } from "~/components/definition-list";
import { TextLink } from "~/components/text-link";
import { withNotice } from "~/http/notice";
import { parseForm } from "~/http/parse-form";
import { submitted } from "~/http/submitted";
import { formAgain, tenantAction, tenantLoader } from "~/http/tenant.server";
import { may } from "~/modules/accounts/permissions";
import { formatNumber } from "~/modules/invoices/numbering";
import { stretch } from "~/modules/tenants/next-number";
import { NumberingForm } from "~/modules/tenants/numbering-form";
import { NumberingSchema } from "~/modules/tenants/numbering-schema";
import { PatternGuide } from "~/modules/tenants/pattern-guide";
import { readNumbering } from "~/modules/tenants/read-numbering.server";
import { saveNumbering } from "~/modules/tenants/save-numbering.server";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta: MetaFunction = () => [{ title: "Numbering · Settings · Gapless" }];

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const { access, today, series, active, current } = await readNumbering(db, "business:read", context.now);
  const { pattern, lowest } = current;
  return {
    base: `/o/${tenant}/settings`,
    numbersTo: `/o/${tenant}/numbers`,
    formKey: may(access.role, "business:write") ? context.newId() : null,
    today,
    values: {
      pattern: active.pattern,
      next: String(lowest),
      series: active.id,
      version: String(active.version),
    },
    nextNumber: formatNumber(pattern, { sequence: lowest, issueDate: today }),
    earlier: series.filter(({ isActive }) => !isActive).map((known) => known.pattern),
  };
});

export const action = tenantAction(async ({ request, db, context, tenant }) => {
  const form = await parseForm(request, NumberingSchema);
  if (!form.ok) return formAgain(form.result, form.status);
  const { pattern, next, skip, series: seen, version } = form.value;
  const { today, series, active, at } = await readNumbering(db, "business:write", context.now);
  const wanted = at(pattern);
  if (next > wanted.lowest && !skip) {
    return formAgain(
      form.reply({
        fields: { skip: [`Tick this if ${stretch(wanted.lowest, next - 1)} shall never be given.`] },
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
  const saved = await saveNumbering(db, change, context.now, form.once);
  if (!saved.ok && saved.error === "number") {
    const words =
      next < wanted.lowest
        ? `Enter ${wanted.lowest} or more: the numbers below were given already.`
        : `${formatNumber(pattern, { sequence: next, issueDate: today })} can't be the next number: an invoice has it already.`;
    return formAgain(form.reply({ fields: { next: [words] } }));
  }
  return submitted(saved, form, () => withNotice(`/o/${tenant}/settings/numbering`, "numbering-saved"));
});

export default function NumberingSettings() {
  const { base, numbersTo, formKey, today, values, nextNumber, earlier } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  return (
    <SettingsPage base={base}>
      {formKey ? (
        <NumberingForm
          key={`${values.series} ${values.version} ${values.next}`}
          formKey={formKey}
          values={values}
          earlier={earlier}
          today={today}
          lastResult={result}
        />
      ) : (
        <Card title="Numbering">
          <DefinitionList
            items={[
              { term: "Pattern", value: values.pattern },
              { term: "Next number", value: nextNumber },
            ]}
          />
        </Card>
      )}
      <p className="text-ink-muted">
        Every number that was given, and the proof that none is missing:{" "}
        <TextLink to={numbersTo}>Numbers</TextLink>
      </p>
      {formKey ? <PatternGuide today={today} /> : null}
    </SettingsPage>
  );
}
