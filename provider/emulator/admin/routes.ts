import type { EmulatorServer } from "../http/emulatorServer";
import { json } from "../http/ending";
import type { PlannedFault } from "../http/plannedFaults";
import type { Routes } from "../http/routes";
import type { SettingsChange } from "../store/settings";
import type { AccountEdit } from "./accounts";
import type { CampaignEdit, NewCampaign } from "./campaigns";
import type { GoalEdit, TagEdit } from "./edits";
import type { OtherGoal } from "./otherGoal";
import { shapes } from "./shapes";
import { refuseOtherSites, takenBody } from "./takenBody";
import type { UploadEntry } from "./uploads";
import type { AdminVerbs, CustomerEntry } from "./verbs";

/** The admin interface: JSON under `/admin`. */
export function adminRoutes(routes: Routes, server: EmulatorServer, verbs: AdminVerbs): void {
  const { context, calls, plan } = server;
  const show = (path: string, shown: () => unknown) =>
    routes.on("GET", `/admin/${path}`, () => json(200, shown()));
  show("store", () => context.store.snapshot());
  show("accounts", () => context.store.accounts);
  show("campaigns", () => context.store.campaigns);
  show("calls", () => calls.all());
  show("hits", () => verbs.hits());
  show("conversions", () => verbs.conversions());
  show("sign-ins", () => server.signIns.calls());
  show("rules", () => context.observed.rows(context.store.settings.rules));
  show("settings", () => context.store.settings);
  show("faults", () => plan.pending());

  const take = <Body>(
    path: string,
    shape: object,
    act: (body: Body, id: string) => unknown,
    method: "POST" | "PATCH" = "POST",
  ) =>
    routes.on(method, `/admin/${path}`, (asked) =>
      json(200, act(takenBody(shape, asked) as Body, asked.params.id ?? "") ?? {}),
    );
  const edit: typeof take = (path, shape, act) => {
    take(path, shape, act);
    take(path, shape, act, "PATCH");
  };
  take<{ advanceHours: number }>("clock", shapes.clock, ({ advanceHours }) => {
    verbs.advance(advanceHours);
    return { now: new Date(context.store.now()).toISOString() };
  });
  take<readonly CustomerEntry[]>("customers", shapes.customers, (body) => verbs.addCustomers(...body));
  take<SettingsChange>("settings", shapes.settings, (body) => verbs.settings(body));
  take<{ after: string }>("ids", shapes.ids, ({ after }) => verbs.continueIdsAfter(after));
  take<readonly PlannedFault[]>("faults", shapes.faults, (body) => {
    verbs.faults(...body);
    return plan.pending();
  });
  take<{ approve: boolean }>("devices/:id", shapes.device, ({ approve }, id) =>
    verbs.answerDevice(id, approve),
  );
  take<OtherGoal>("goals", shapes.otherGoal, (body) => verbs.addOtherGoal(body));
  take<NewCampaign>("campaigns", shapes.newCampaign, (body) => verbs.addCampaign(body));
  take<UploadEntry>("goals/:id/uploads", shapes.upload, (body, id) => verbs.addUpload(id, body));
  edit<GoalEdit>("goals/:id", shapes.goalEdit, (body, id) => verbs.editGoal(id, body));
  edit<TagEdit>("tags/:id", shapes.tagEdit, (body, id) => verbs.editTag(id, body));
  edit<CampaignEdit>("campaigns/:id", shapes.campaignEdit, (body, id) => verbs.editCampaign(id, body));
  edit<AccountEdit>("accounts/:id", shapes.accountEdit, (body, id) => verbs.editAccount(id, body));

  const perform = (method: "POST" | "DELETE", path: string, act: () => unknown) =>
    routes.on(method, `/admin/${path}`, ({ headers }) => {
      refuseOtherSites(headers);
      return json(200, act() ?? {});
    });
  perform("DELETE", "faults", () => verbs.clearFaults());
  perform("POST", "reset", () => verbs.reset());
}
