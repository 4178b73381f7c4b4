import { Icon } from "~/components/icon";
import { LinkButton } from "~/components/link-button";
import { useT } from "~/i18n/language";

interface Step {
  title: string;
  text: string;
  done: boolean;
  to: string;
  label: string;
}

interface FirstStepsProps {
  /** The business: "/o/:tenant". */
  base: string;
  businessName: string;
  hasAddress: boolean;
  hasClients: boolean;
  mayManage: boolean;
  mayWrite: boolean;
}

/** What a new business sees instead of figures: the way to its first invoice. */
export function FirstSteps({
  base,
  businessName,
  hasAddress,
  hasClients,
  mayManage,
  mayWrite,
}: FirstStepsProps) {
  const t = useT();
  const steps: (Step & { may: boolean })[] = [
    {
      title: t("dashboard.firstSteps.business.title"),
      text: t("dashboard.firstSteps.business.text"),
      done: hasAddress,
      to: `${base}/settings`,
      label: t("dashboard.firstSteps.business.label"),
      may: mayManage,
    },
    {
      title: t("dashboard.firstSteps.client.title"),
      text: t("dashboard.firstSteps.client.text"),
      done: hasClients,
      to: `${base}/clients/new`,
      label: t("dashboard.firstSteps.client.label"),
      may: mayWrite,
    },
    {
      title: t("dashboard.firstSteps.invoice.title"),
      text: t("dashboard.firstSteps.invoice.text"),
      done: false,
      to: `${base}/invoices/new`,
      label: t("dashboard.firstSteps.invoice.label"),
      may: mayWrite && hasClients,
    },
  ];
  const next = steps.find(({ done }) => !done);
  return (
    <section
      aria-labelledby="first-steps"
      className="rounded-lg border border-line bg-surface px-4 py-6 shadow-card sm:px-8 sm:py-8"
    >
      <h2 id="first-steps" className="text-xl font-semibold tracking-tight wrap-anywhere">
        {t("dashboard.firstSteps.welcome", { business: businessName })}
      </h2>
      <p className="mt-1 text-ink-muted">{t("dashboard.firstSteps.three")}</p>
      <ol className="mt-5 divide-y divide-line">
        {steps.map(({ title, text, done, to, label, may }, i) => (
          <li key={title} className="flex flex-wrap items-center gap-x-4 gap-y-3 py-4">
            <span
              className={`grid size-8 shrink-0 place-items-center rounded-lg text-sm font-semibold ${done ? "bg-positive-soft text-positive" : "bg-soft text-ink-muted"}`}
            >
              {done ? <Icon name="check" className="size-4.5" /> : i + 1}
              {done ? <span className="sr-only">{t("dashboard.firstSteps.done")}</span> : null}
            </span>
            <div className="min-w-0 flex-1">
              <h3 className="font-semibold">{title}</h3>
              <p className="text-sm text-pretty text-ink-muted">{text}</p>
            </div>
            {may && !done ? (
              <LinkButton
                to={to}
                variant={title === next?.title ? "primary" : "secondary"}
                className="phone:w-full"
              >
                {label}
              </LinkButton>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
