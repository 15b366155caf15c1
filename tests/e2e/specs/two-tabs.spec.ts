import { expect, test } from "../support/test";
import {
  NEW_PASSWORD,
  drawerOf,
  openDrawer,
  openLink,
  openStaff,
  panelOf,
  rowOf,
  setPassword,
  signIn,
  signOut,
} from "../support/steps";

test("two who edit the same person: the second is told what changed, and loses nothing", async ({
  page,
  practice,
  context,
  faults,
}) => {
  faults.expectStatus(412);
  await openStaff(page, practice);
  const first = await openDrawer(page, "Camille Nurse");
  const other = await context.newPage();
  await other.goto(page.url());
  const second = drawerOf(other);
  await expect(second.getByLabel("Username")).toHaveValue("camilles");

  await second.getByLabel("Home Phone").fill("777-888-9999");
  await second.getByLabel("Username").fill("camille.nurse");
  await first.getByLabel("Cell Phone").fill("444-555-6666");
  await first.getByLabel("Username").fill("cnurse");
  await first.getByRole("button", { name: "Save" }).click();
  await expect(first).toBeHidden();

  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.getByText("Somebody else changed this person in the meantime")).toBeVisible();
  await expect(second.getByText("Username is now “cnurse”; you typed “camille.nurse”.")).toBeVisible();
  await expect(second.getByText("Cell Phone is now “444-555-6666”.")).toBeVisible();
  await expect(second.getByLabel("Home Phone")).toHaveValue("777-888-9999");
  await expect(second.getByLabel("Username")).toHaveValue("camille.nurse");
  await expect(second.getByLabel("Cell Phone")).toHaveValue("444-555-6666");
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second).toBeHidden();
  for (const value of ["444-555-6666", "777-888-9999", "camille.nurse"]) {
    await expect(panelOf(other, "Camille Nurse")).toContainText(value);
  }
});

test("signed out in one tab, the other shows nothing any more", async ({ page, practice, context }) => {
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Camille Nurse");
  const other = await context.newPage();
  await other.goto("/staff");
  await signOut(other);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(drawer).toHaveCount(0);
  await expect(page.getByText("Camille")).toHaveCount(0);
});

test("a session that ends in mid-edit asks to sign in over the page, and keeps what was typed", async ({
  page,
  practice,
  context,
  faults,
}) => {
  faults.expectStatus(401, 429);
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Camille Nurse");
  await drawer.getByLabel("Last Name").fill("Nurse-Smith");
  await context.clearCookies();

  await drawer.getByRole("button", { name: "Save" }).click();
  const ended = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(ended).toBeVisible();
  await ended.getByLabel("Password").fill("not the password");
  await ended.getByRole("button", { name: "Sign in" }).click();
  await expect(ended.getByText("password is wrong")).toBeVisible();
  await ended.getByLabel("Password").fill(practice.administrator.password);
  await ended.getByRole("button", { name: "Sign in" }).click();
  await expect(ended).toBeHidden();
  await expect(drawer.getByLabel("Last Name")).toHaveValue("Nurse-Smith");
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(panelOf(page, "Camille Nurse-Smith")).toBeVisible();
});

test("somebody else who signs in over the page does not see the first one's work", async ({
  page,
  practice,
  context,
  mail,
  faults,
}) => {
  faults.expectStatus(401);
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
  const { code } = await mail.mailTo("cnurse@email.xyz");
  await practice
    .api()
    .post("/api/v1/password-reset/complete", { purpose: "password_reset", code, password: NEW_PASSWORD });
  await openStaff(page, practice);
  const drawer = await openDrawer(page, "Marcus Staff");
  await drawer.getByLabel("Last Name").fill("A secret of the first one");
  await context.clearCookies();
  await drawer.getByRole("button", { name: "Save" }).click();
  const ended = page.getByRole("dialog", { name: "Your session has ended" });
  await ended.getByLabel("Username").fill("camilles");
  await ended.getByLabel("Password").fill(NEW_PASSWORD);
  await ended.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Camille Nurse").first()).toBeVisible();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole("row")).toHaveCount(0);
});

test("one link, open in two tabs: the second is told that it was used", async ({
  context,
  practice,
  mail,
  faults,
}) => {
  faults.expectStatus(410);
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf("camilles")}/password-reset`, {});
  const { link } = await mail.mailTo("cnurse@email.xyz");
  const [first, second] = [await context.newPage(), await context.newPage()];
  await openLink(first, link);
  await openLink(second, link);
  await setPassword(first);
  await expect(first.getByRole("link", { name: "Sign in" })).toBeVisible();
  await setPassword(second, "another password altogether");
  await expect(second.getByText(/already (been )?used/i).first()).toBeVisible();
});

test("a reset ends the person's sessions elsewhere", async ({ page, elsewhere, practice, mail, faults }) => {
  faults.expectStatus(401, 429);
  await openStaff(page, practice);
  const api = await practice.signedIn();
  await api.post(`/api/v1/staff/${await api.idOf(practice.administrator.username)}/password-reset`, {});
  const other = await (await elsewhere()).newPage();
  await openLink(other, (await mail.mailTo("mmanager@email.xyz")).link);
  await setPassword(other);
  await expect(other.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.getByRole("searchbox").fill("camille");
  const ended = page.getByRole("dialog", { name: "Your session has ended" });
  await ended.getByLabel("Password").fill(practice.administrator.password);
  await ended.getByRole("button", { name: "Sign in" }).click();
  await expect(ended.getByText("password is wrong")).toBeVisible();
  await ended.getByLabel("Password").fill(NEW_PASSWORD);
  await ended.getByRole("button", { name: "Sign in" }).click();
  await expect(ended).toBeHidden();
  await expect(page.getByText("Showing 1 of 1 records")).toBeVisible();
});

test("what one administrator saved is there when another looks", async ({ page, elsewhere, practice }) => {
  await openStaff(page, practice);
  const other = await (await elsewhere()).newPage();
  await other.goto("/sign-in");
  await signIn(other, practice.administrator);
  const drawer = await openDrawer(other, "Marcus Staff");
  await drawer.getByLabel("Last Name").fill("Staff-Smith");
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer).toBeHidden();
  await rowOf(page, "Marcus Staff").getByRole("link", { name: "View" }).click();
  await panelOf(page, "Marcus Staff-Smith").getByRole("link", { name: "Edit" }).click();
  await expect(drawerOf(page).getByLabel("Last Name")).toHaveValue("Staff-Smith");
});
