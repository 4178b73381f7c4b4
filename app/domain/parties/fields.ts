import { limits } from "~/shared/limits";
import type { TextField } from "~/shared/text-field";

/** The texts that a business, a client and the snapshot of either on an invoice have in common (EN 16931 BG-4, BG-7). */
export const partyTexts = {
  name: { most: limits.businessName, kind: "line" },
  tradeName: { most: limits.businessName, kind: "line" },
  vatId: { most: limits.taxId, kind: "line" },
  registrationId: { most: limits.taxId, kind: "line" },
  addressLine1: { most: limits.addressLine, kind: "line" },
  addressLine2: { most: limits.addressLine, kind: "line" },
  postcode: { most: limits.postcode, kind: "line" },
  city: { most: limits.city, kind: "line" },
  region: { most: limits.region, kind: "line" },
  electronicAddress: { most: limits.electronicAddress, kind: "line" },
  contactName: { most: limits.personName, kind: "line" },
  phone: { most: limits.phone, kind: "line" },
  email: { most: limits.email, kind: "line" },
} as const satisfies Record<string, TextField>;
