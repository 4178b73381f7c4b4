import { describe, expect, it } from "vitest";
import { addMember } from "../support/account";
import { createTestApp } from "../support/app";
import type { Page } from "../support/page";
import { PASSWORD } from "../support/password";
import type { Fields } from "../support/visitor";

const MINUTE = 60_000;

async function business() {
  const app = createTestApp();
  const owner = await app.registerPerson();
  const other = await app.registerPerson({ name: "Max Member" });
  await addMember(owner, other, "owner");
  return { app, owner, other };
}

type World = Awaited<ReturnType<typeof business>>;

interface Asking {
  readonly path: (world: World) => string;
  readonly button: string;
  readonly fields?: (world: World) => Fields;
}

/** Every form that may ask for the password again, with what makes it ask. */
const FORMS: Record<string, Asking> = {
  "an archive of everything": {
    path: ({ owner }) => `${owner.base}/settings/data`,
    button: "Prepare archive",
  },
  "erasing the business": {
    path: ({ owner }) => `${owner.base}/settings/erase`,
    button: "Erase business",
    fields: () => ({ meant: "on" }),
  },
  "other bank details": {
    path: ({ owner }) => `${owner.base}/settings/payment`,
    button: "Save payment",
    fields: () => ({ accountName: "Somebody Else" }),
  },
  "leaving a business": {
    path: ({ owner }) => `${owner.base}/settings/leave`,
    button: "Leave this business",
  },
  "removing a member": {
    path: ({ owner, other }) => `${owner.base}/settings/members/${other.userId}/remove`,
    button: "Remove member",
  },
  "another role": {
    path: ({ owner }) => `${owner.base}/settings/members`,
    button: "Save role of Max Member",
    fields: () => ({ role: "viewer" }),
  },
  "another e-mail address": {
    path: () => "/settings?index",
    button: "Save profile",
    fields: ({ owner }) => ({ email: `new-${owner.userId.toLowerCase()}@example.com` }),
  },
  "deleting the account": {
    path: () => "/settings/data",
    button: "Delete account",
    fields: () => ({ meant: "on" }),
  },
};

const problems = (page: Page) => page.document.querySelectorAll("[role=alert], [aria-invalid]").length;

describe.each(Object.entries(FORMS))(
  "the password that %s needs once more",
  (_, { path, button, fields }) => {
    it("is asked for as a question and not as a mistake, and the form goes on with the answer", async () => {
      const world = await business();
      const { app, owner } = world;
      const at = path(world);
      // The page was made while the password was fresh: it does not ask yet.
      const form = { ...(await owner.visit(at)).form(button), ...fields?.(world) };
      app.advance(16 * MINUTE);
      const asked = await owner.submit(at, form);
      expect([asked.status, problems(asked)]).toEqual([422, 0]);
      expect(asked.messages).toContain(
        "Is it still you? Current password Enter your password once more to go on. You gave it more than 15 minutes ago.",
      );
      const control = asked.document.querySelector("input[name=currentPassword]");
      expect(control?.hasAttribute("autofocus")).toBe(true);
      const again = { ...asked.form(button), ...(form.meant ? { meant: "on" } : {}) };
      const wrong = await owner.submit(at, { ...again, currentPassword: "not the password" });
      expect([wrong.status, problems(wrong) > 0]).toEqual([422, true]);
      expect(wrong.messages).toContain("That is not your password.");
      expect((await owner.submit(at, { ...again, currentPassword: PASSWORD })).status).toBe(302);
    });
  },
);
