import { press } from "../support/e2e-forms";
import { expect, test } from "./fixtures";

for (const { choice, kept } of [
  { choice: "Use mine", kept: "Sligo" },
  { choice: "Use theirs", kept: "Galway" },
]) {
  test(`of two edits of one client the second changes nothing, shows both, and ${choice} is kept`, async ({
    page,
    open,
    registered,
    context,
    allow,
  }) => {
    allow(409);
    const [client = ""] = await registered.storeClients("Contested Ltd");
    const edit = `${registered.base}/clients/${client}/edit`;
    await open(edit);
    const other = await context.newPage();
    await other.goto(edit);
    await other.getByLabel("City").fill("Galway");
    await press(other, "Save client");
    await expect(other.getByRole("status")).toContainText("The client was saved.");

    await page.getByLabel("City").fill("Sligo");
    await page.getByLabel("Phone").fill("+353 1 234");
    await press(page, "Save client");
    await expect(page.getByRole("alert")).toContainText("Somebody else saved this while you were editing");
    await expect(page.getByRole("group", { name: "City" })).toContainText("Sligo");
    await expect(page.getByRole("group", { name: "City" })).toContainText("Galway");
    await other.reload();
    await expect(other.getByText("Galway")).toBeVisible();

    await page.getByRole("group", { name: "Phone" }).getByLabel("Use mine").check();
    await page.getByRole("group", { name: "City" }).getByLabel(choice).check();
    await press(page, "Save client");
    await expect(page.getByRole("status")).toContainText("The client was saved.");
    await expect(page.getByText(kept)).toBeVisible();
    await expect(page.getByText("+353 1 234")).toBeVisible();
  });
}
