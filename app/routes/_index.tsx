import { type MetaFunction, redirect } from "@remix-run/cloudflare";
import { LinkButton } from "~/components/link-button";
import { PublicShell } from "~/components/public-shell";
import { TextLink } from "~/components/text-link";
import { openLoader } from "~/http/guards/open.server";
import { signedIn } from "~/modules/accounts/sessions.server";

export const meta: MetaFunction = () => [
  { title: "Gapless: invoices without gaps" },
  {
    name: "description",
    content: "Invoices for small businesses: numbers without gaps, totals right to the cent.",
  },
];

export const loader = openLoader(async ({ context }) => {
  const person = await signedIn(context);
  const first = person?.tenants[0];
  // Whoever is in no business (any more) has an account, and its page says so.
  if (person) throw redirect(first ? `/o/${first.id}` : "/settings");
  return null;
});

const PROMISES = [
  [
    "Numbers without gaps",
    "Every invoice gets the next number of its series, however many people press the button at once. None is used twice, none goes missing.",
  ],
  [
    "Right to the cent",
    "Totals follow EN 16931, the European standard for invoices: exact decimals, one rounding per line and one per tax rate.",
  ],
  [
    "Frozen once issued",
    "After you issue an invoice its content never changes, and neither do the names and addresses on it.",
  ],
  [
    "Nobody else's business",
    "What belongs to your business is kept apart from all others in the database itself.",
  ],
] as const;

export default function Index() {
  return (
    <PublicShell brand="Gapless" width="page" nav={<TextLink to="/login">Log in</TextLink>}>
      <div className="grid gap-12 py-8 sm:gap-16 sm:py-16">
        <div className="grid max-w-text gap-5">
          <h1 className="text-3xl font-semibold tracking-tight text-balance">
            Invoices your bookkeeper won't send back
          </h1>
          <p className="text-lg text-pretty text-ink-muted">
            Gapless writes invoices for small businesses: from draft to paid, on a phone with bad reception as
            well as at a desk.
          </p>
          <div className="cluster">
            <LinkButton to="/register" variant="primary">
              Create an account
            </LinkButton>
            <LinkButton to="/login">Log in</LinkButton>
          </div>
        </div>
        <ul className="grid gap-6 sm:grid-cols-2">
          {PROMISES.map(([title, text]) => (
            <li key={title} className="grid content-start gap-1.5 border-t border-line pt-4">
              <h2 className="font-semibold">{title}</h2>
              <p className="text-pretty text-ink-muted">{text}</p>
            </li>
          ))}
        </ul>
      </div>
    </PublicShell>
  );
}
