declare const tenantIdBrand: unique symbol;

/** A tenant's id that went through db/tenant-db.ts: every statement that bears it also proves the caller's membership. */
export type TenantId = string & { readonly [tenantIdBrand]: true };
