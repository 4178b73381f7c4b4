import { accounts } from "./en/accounts";
import { components } from "./en/components";
import { erasure } from "./en/erasure";
import { errors } from "./en/errors";
import { forms } from "./en/forms";
import { notices } from "./en/notices";
import { tenants } from "./en/tenants";

/** All English texts: every other language has the same (see translate.ts). One file in the browser. */
export const en = { accounts, components, erasure, errors, forms, notices, tenants } as const;
