/** What a member of a business may be: viewers read, members write, owners also manage the business (docs/rules.md 1). */
export type Role = "owner" | "member" | "viewer";

export const roles: readonly Role[] = ["owner", "member", "viewer"];
export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/** The one permission table: whoever is not listed is refused. Routes, write batches and the attack test read it. */
export const permissions = {
  "business:read": ["owner", "member", "viewer"],
  "business:write": ["owner"],
  "business:export": ["owner"],
  "business:erase": ["owner"],
  "clients:erase": ["owner"],
  "clients:write": ["owner", "member"],
  "invoices:write": ["owner", "member"],
  "members:write": ["owner"],
  "business:leave": ["owner", "member", "viewer"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const may = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role);
