import { accounts } from "./en/accounts";
import { audit } from "./en/audit";
import { clients } from "./en/clients";
import { components } from "./en/components";
import { dashboard } from "./en/dashboard";
import { document } from "./en/document";
import { drafts } from "./en/drafts";
import { erasure } from "./en/erasure";
import { errors } from "./en/errors";
import { exports } from "./en/exports";
import { forms } from "./en/forms";
import { frame } from "./en/frame";
import { invoices } from "./en/invoices";
import { notices } from "./en/notices";
import { numbering } from "./en/numbering";
import { retention } from "./en/retention";
import { taxRates } from "./en/tax-rates";
import { tenants } from "./en/tenants";
import { terms } from "./en/terms";
import { units } from "./en/units";

/** All English texts: every other language has the same (see translate.ts). The browser loads the areas that its page uses. */
export const en = {
  accounts,
  audit,
  clients,
  components,
  dashboard,
  document,
  drafts,
  erasure,
  errors,
  exports,
  forms,
  frame,
  invoices,
  notices,
  numbering,
  retention,
  taxRates,
  tenants,
  terms,
  units,
} as const;
